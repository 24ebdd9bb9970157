package io.vedette.kafka;

import io.vedette.formats.metrics.MetricDecoder;
import io.vedette.formats.metrics.MetricDecoders;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.MetricFormats;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.JobMetric;
import io.vedette.schema.MetricRecord;
import io.vedette.serializers.VedetteTypes;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the samples of one Kafka record, whatever its format.
 *
 * <p>Guarantee: any record ends in samples, rejections or both, never in an exception; a rejection
 * a record and reason, with the number of samples it stands for. The sample handed to the collector
 * is one instance, filled anew each time.
 *
 * <pre>
 *   value -&gt; no longer than the limit? -&gt; format (header, else the topic's) -&gt; gzip (header)
 *         -&gt; decoder -&gt; time in (0, received + limit]? -&gt; labels due? -&gt; sample
 * </pre>
 */
public final class MetricBodyDeserializer extends BodyDeserializer<MetricRecord> {

  private static final long serialVersionUID = 1L;

  private final MetricBodyOptions options;

  private transient Map<MetricFormat, MetricDecoder> decoders;
  private transient BodyReader reader;
  private transient Counter seriesAnnounced;

  /**
   * By the options.
   *
   * @param clock processing time, which says when labels are due again; must be serializable
   */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public MetricBodyDeserializer(MetricBodyOptions options, Clock clock) {
    super(
        options.maxBodyBytes(),
        options.maxUnpackedBytes(),
        options.payloadBytes(),
        JobMetric.SAMPLES_READ,
        JobMetric.SAMPLES_REJECTED,
        clock);
    this.options = options;
  }

  @Override
  public void open(InitializationContext context) {
    super.open(context);
    decoders = new EnumMap<>(MetricFormat.class);
    int intervalMinutes = Math.toIntExact(options.announcementInterval().toMinutes());
    reader =
        new BodyReader(
            new AnnouncementCache(options.announcementCacheSize(), intervalMinutes),
            options.maxAhead().toMillis());
    seriesAnnounced = context.getMetricGroup().counter(JobMetric.SERIES_ANNOUNCED.id());
  }

  @Override
  FoundRecords<MetricRecord> read(
      ConsumerRecord<byte[], byte[]> record, long now, Collector<MetricRecord> collector) {
    reader.begin(collector, received(record, now), now);
    return reader;
  }

  @Override
  void decode(ConsumerRecord<byte[], byte[]> record, byte[] body, FoundRecords<MetricRecord> found)
      throws UnreadableBodyException {
    MetricFormat named = namedFormat(record);
    MetricFormat format = named == null ? MetricFormats.sniff(body) : named;
    decoder(format).decode(body, 0, body.length, reader);
  }

  @Override
  void ended(FoundRecords<MetricRecord> found) {
    seriesAnnounced.inc(reader.announced());
  }

  /** Made when the first body of its format comes: most topics hold one format. */
  private MetricDecoder decoder(MetricFormat format) {
    return decoders.computeIfAbsent(
        format,
        missing ->
            MetricDecoders.create(missing, options.decoderLimits(), options.labelCacheSize()));
  }

  /** By the header, else the topic's own; null for OTLP in either form. */
  private @Nullable MetricFormat namedFormat(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableBodyException {
    String word = header(record, MetricFormat.HEADER);
    if (word == null) {
      return options.format();
    }
    return MetricFormat.of(word).orElseThrow(() -> unknownFormat(word));
  }

  @Override
  public TypeInformation<MetricRecord> getProducedType() {
    return VedetteTypes.METRIC_RECORD;
  }
}
