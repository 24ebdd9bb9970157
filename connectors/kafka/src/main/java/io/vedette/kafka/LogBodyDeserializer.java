package io.vedette.kafka;

import io.vedette.formats.logs.LogDecoder;
import io.vedette.formats.logs.LogDecoders;
import io.vedette.formats.logs.LogFormat;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.JobMetric;
import io.vedette.schema.LogRecord;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.serializers.VedetteTypes;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the log lines of one Kafka record, whatever its format, as {@link MetricBodyDeserializer}
 * reads samples.
 *
 * <p>Guarantee: any record ends in lines, rejections or both, never in an exception; a rejection a
 * record and reason, with the number of lines it stands for.
 */
public final class LogBodyDeserializer implements KafkaRecordDeserializationSchema<LogRecord> {

  private static final long serialVersionUID = 1L;

  private final LogBodyOptions options;
  private final Clock clock;

  private transient Map<LogFormat, LogDecoder> decoders;
  private transient Counter bodiesRead;
  private transient Counter bodiesRejected;
  private transient Counter linesRead;
  private transient Counter linesRejected;

  /**
   * By the options.
   *
   * @param clock processing time; must be serializable
   */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public LogBodyDeserializer(LogBodyOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  @Override
  public void open(InitializationContext context) {
    decoders = new EnumMap<>(LogFormat.class);
    MetricGroup metrics = context.getMetricGroup();
    bodiesRead = metrics.counter(JobMetric.BODIES_READ.id());
    bodiesRejected = metrics.counter(JobMetric.BODIES_REJECTED.id());
    linesRead = metrics.counter(JobMetric.LINES_READ.id());
    linesRejected = metrics.counter(JobMetric.LINES_REJECTED.id());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<LogRecord> collector) {
    LogReader reader =
        new LogReader(
            collector,
            options.longestLine(),
            options.maxAhead().toMillis(),
            MetricBodyDeserializer.received(record, clock.millis()));
    try {
      decode(record, reader);
    } catch (UnreadableBodyException unreadable) {
      reader.rejected(unreadable.reason(), String.valueOf(unreadable.getMessage()), 1);
    } catch (RuntimeException any) {
      if (reader.isInsideCollector()) {
        // not the body's fault: an operator chained to the source failed, and the job must know
        throw any;
      }
      reader.rejected(DeadLetterReason.MALFORMED, "the decoder failed: " + any, 1);
    }
    bodiesRead.inc();
    if (reader.hasRejections()) {
      bodiesRejected.inc();
    }
    reader.tellRejections(new LetterWriter(record, options.payloadBytes()));
    linesRead.inc(reader.emitted());
    linesRejected.inc(reader.refused());
  }

  private void decode(ConsumerRecord<byte[], byte[]> record, LogReader reader)
      throws UnreadableBodyException {
    byte[] value = MetricBodyDeserializer.value(record, options.maxBodyBytes());
    String word = MetricBodyDeserializer.header(record, MetricFormat.HEADER);
    LogFormat named =
        word == null
            ? options.format()
            : LogFormat.of(word).orElseThrow(() -> MetricBodyDeserializer.unknownFormat(word));
    byte[] body = MetricBodyDeserializer.unpacked(record, value, options.maxUnpackedBytes());
    LogFormat format = named == null ? LogDecoders.sniffOtlp(body) : named;
    decoders
        .computeIfAbsent(format, missing -> LogDecoders.create(missing, options.decoderLimits()))
        .decode(body, 0, body.length, reader);
  }

  @Override
  public TypeInformation<LogRecord> getProducedType() {
    return VedetteTypes.LOG_RECORD;
  }
}
