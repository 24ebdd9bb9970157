package io.vedette.kafka;

import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.formats.traces.SpanDecoder;
import io.vedette.formats.traces.SpanDecoders;
import io.vedette.formats.traces.SpanFormat;
import io.vedette.schema.JobMetric;
import io.vedette.schema.SpanRecord;
import io.vedette.serializers.VedetteTypes;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the spans of one Kafka record, whatever its format, as {@link MetricBodyDeserializer} reads
 * samples.
 */
public final class SpanBodyDeserializer extends BodyDeserializer<SpanRecord> {

  private static final long serialVersionUID = 1L;

  private final SpanBodyOptions options;

  private transient Map<SpanFormat, SpanDecoder> decoders;

  /**
   * By the options.
   *
   * @param clock processing time; must be serializable
   */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public SpanBodyDeserializer(SpanBodyOptions options, Clock clock) {
    super(
        options.bodies().maxBodyBytes(),
        options.bodies().maxUnpackedBytes(),
        options.bodies().payloadBytes(),
        JobMetric.SPANS_READ,
        JobMetric.SPANS_REJECTED,
        clock);
    this.options = options;
  }

  @Override
  public void open(InitializationContext context) {
    super.open(context);
    decoders = new EnumMap<>(SpanFormat.class);
  }

  @Override
  FoundRecords<SpanRecord> read(
      ConsumerRecord<byte[], byte[]> record, long now, Collector<SpanRecord> collector) {
    return new SpanReader(collector, options.bodies().maxAhead().toMillis(), received(record, now));
  }

  @Override
  void decode(ConsumerRecord<byte[], byte[]> record, byte[] body, FoundRecords<SpanRecord> found)
      throws UnreadableBodyException {
    String word = header(record, MetricFormat.HEADER);
    SpanFormat named =
        word == null
            ? options.format()
            : SpanFormat.of(word).orElseThrow(() -> unknownFormat(word));
    SpanFormat format = named == null ? SpanDecoders.sniffOtlp(body) : named;
    decoders
        .computeIfAbsent(format, missing -> SpanDecoders.create(missing, options.limits()))
        .decode(body, 0, body.length, (SpanReader) found);
  }

  @Override
  public TypeInformation<SpanRecord> getProducedType() {
    return VedetteTypes.SPAN_RECORD;
  }
}
