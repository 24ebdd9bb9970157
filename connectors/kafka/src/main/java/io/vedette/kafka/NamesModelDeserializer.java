package io.vedette.kafka;

import io.vedette.formats.control.ModelDecoder;
import io.vedette.schema.NamesModel;
import io.vedette.schema.NamesModelKey;
import io.vedette.schema.model.NamesFigures;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.serializers.VedetteTypes;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads models of names, and passes over what is none. */
final class NamesModelDeserializer implements KafkaRecordDeserializationSchema<NamesModelRecord> {

  private static final long serialVersionUID = 1L;
  private static final ModelDecoder DECODER = new ModelDecoder();

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<NamesModelRecord> collector) {
    NamesModelRecord model = read(record.key(), record.value());
    if (model != null) {
      collector.collect(model);
    }
  }

  /**
   * A model, or one without content where the record takes it back; null when it is neither.
   *
   * @param value null for a record that takes a model back
   */
  static @Nullable NamesModelRecord read(byte @Nullable [] key, byte @Nullable [] value) {
    if (key == null) {
      return null;
    }
    String text = new String(key, StandardCharsets.UTF_8);
    if (NamesModelKey.find(text).isEmpty()) {
      return null;
    }
    try {
      if (DECODER.decode(text, value) instanceof NamesModel model) {
        return model.model() == null ? takenBack(model.key()) : model.model();
      }
      return null;
    } catch (IllegalArgumentException notAModel) {
      return null;
    }
  }

  private static NamesModelRecord takenBack(NamesModelKey place) {
    return NamesModelRecord.newBuilder()
        .setEnvironment(place.environment())
        .setVersion("")
        .setStatus(place.status())
        .setReason("taken back")
        .setTrainedAt(0)
        .setFrom(0)
        .setTo(0)
        .setFigures(
            NamesFigures.newBuilder()
                .setArea(Double.NaN)
                .setRecall(Double.NaN)
                .setSpellingRecall(Double.NaN)
                .setChampionRecall(Double.NaN)
                .build())
        .build();
  }

  @Override
  public TypeInformation<NamesModelRecord> getProducedType() {
    return VedetteTypes.NAMES_MODEL_RECORD;
  }
}
