package io.vedette.kafka;

import io.vedette.formats.control.ControlDecoder;
import io.vedette.schema.ControlRecord;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Rejected;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.serializers.VedetteTypes;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads one control a Kafka record.
 *
 * <p>Guarantee: any record ends in a control or a rejection, never in an exception.
 */
final class ControlDeserializer implements KafkaRecordDeserializationSchema<ControlRecord> {

  private static final long serialVersionUID = 1L;

  private final ControlDecoder decoder;
  private final int maxBytes;
  private final int letterPayload;

  private transient @Nullable Counter read;
  private transient @Nullable Counter rejected;

  /**
   * By a decoder.
   *
   * @param maxBytes longest value taken
   * @param letterPayload bytes of a value that a dead letter holds
   */
  ControlDeserializer(ControlDecoder decoder, int maxBytes, int letterPayload) {
    this.decoder = decoder;
    this.maxBytes = maxBytes;
    this.letterPayload = letterPayload;
  }

  @Override
  public void open(InitializationContext context) {
    read = context.getMetricGroup().counter(JobMetric.CONTROLS_READ.id());
    rejected = context.getMetricGroup().counter(JobMetric.CONTROLS_REJECTED.id());
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<ControlRecord> collector) {
    count(read);
    collector.collect(control(record));
  }

  private ControlRecord control(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] value = record.value();
    if (value != null && value.length > maxBytes) {
      return reject(
          record,
          DeadLetterReason.TOO_LARGE,
          "a control of " + value.length + " bytes; at most " + maxBytes + " are taken");
    }
    try {
      String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
      return decoder.decode(key, value);
    } catch (RuntimeException unreadable) {
      return reject(record, DeadLetterReason.MALFORMED, String.valueOf(unreadable.getMessage()));
    }
  }

  private Rejected reject(
      ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, String message) {
    count(rejected);
    return new Rejected(new LetterWriter(record, letterPayload).write(reason, message, 1));
  }

  private static void count(@Nullable Counter counter) {
    if (counter != null) {
      counter.inc();
    }
  }

  @Override
  public TypeInformation<ControlRecord> getProducedType() {
    return VedetteTypes.CONTROL_RECORD;
  }
}
