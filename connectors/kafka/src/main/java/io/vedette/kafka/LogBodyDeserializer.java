package io.vedette.kafka;

import io.vedette.formats.logs.LogDecoder;
import io.vedette.formats.logs.LogDecoders;
import io.vedette.formats.logs.LogFormat;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.JobMetric;
import io.vedette.schema.LogRecord;
import io.vedette.serializers.VedetteTypes;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the log lines of one Kafka record, whatever its format, as {@link MetricBodyDeserializer}
 * reads samples.
 */
public final class LogBodyDeserializer extends BodyDeserializer<LogRecord> {

  private static final long serialVersionUID = 1L;

  private final LogBodyOptions options;

  private transient Map<LogFormat, LogDecoder> decoders;

  /**
   * By the options.
   *
   * @param clock processing time; must be serializable
   */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public LogBodyDeserializer(LogBodyOptions options, Clock clock) {
    super(
        options.maxBodyBytes(),
        options.maxUnpackedBytes(),
        options.payloadBytes(),
        JobMetric.LINES_READ,
        JobMetric.LINES_REJECTED,
        clock);
    this.options = options;
  }

  @Override
  public void open(InitializationContext context) {
    super.open(context);
    decoders = new EnumMap<>(LogFormat.class);
  }

  @Override
  FoundRecords<LogRecord> read(
      ConsumerRecord<byte[], byte[]> record, long now, Collector<LogRecord> collector) {
    return new LogReader(
        collector, options.longestLine(), options.maxAhead().toMillis(), received(record, now));
  }

  @Override
  void decode(ConsumerRecord<byte[], byte[]> record, byte[] body, FoundRecords<LogRecord> found)
      throws UnreadableBodyException {
    String word = header(record, MetricFormat.HEADER);
    LogFormat named =
        word == null ? options.format() : LogFormat.of(word).orElseThrow(() -> unknownFormat(word));
    LogFormat format = named == null ? LogDecoders.sniffOtlp(body) : named;
    decoders
        .computeIfAbsent(format, missing -> LogDecoders.create(missing, options.decoderLimits()))
        .decode(body, 0, body.length, (LogReader) found);
  }

  @Override
  public TypeInformation<LogRecord> getProducedType() {
    return VedetteTypes.LOG_RECORD;
  }
}
