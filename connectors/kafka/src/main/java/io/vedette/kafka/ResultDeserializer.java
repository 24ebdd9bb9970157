package io.vedette.kafka;

import io.vedette.schema.json.ResultJson;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads results of the streaming job, as {@link ResultSerializer} wrote them. What is none is
 * passed over, and counted in the metric {@code resultsRejected}; so is a record without a value.
 */
final class ResultDeserializer<T extends SpecificRecord>
    implements KafkaRecordDeserializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final TypeInformation<T> information;

  private transient Counter rejected;

  @SuppressWarnings("NullAway.Init") // made in open()
  ResultDeserializer(Class<T> type, TypeInformation<T> information) {
    this.type = type;
    this.information = information;
  }

  @Override
  public void open(InitializationContext context) {
    rejected = context.getMetricGroup().counter("resultsRejected");
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> collector) {
    if (record.value() == null) {
      return;
    }
    T result;
    try {
      result = ResultJson.read(record.value(), type);
    } catch (IllegalArgumentException notOne) {
      rejected.inc();
      return;
    }
    collector.collect(result);
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return information;
  }
}
