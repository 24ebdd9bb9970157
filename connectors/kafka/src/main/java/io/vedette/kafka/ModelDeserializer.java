package io.vedette.kafka;

import io.vedette.formats.control.ModelDecoder;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.SeriesModel;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.serializers.VedetteTypes;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads models of series, and passes over what is none. */
final class ModelDeserializer implements KafkaRecordDeserializationSchema<ModelRecord> {

  private static final long serialVersionUID = 1L;
  private static final ModelDecoder DECODER = new ModelDecoder();

  private transient Counter rejected;

  @SuppressWarnings("NullAway.Init") // made in open()
  ModelDeserializer() {}

  @Override
  public void open(InitializationContext context) {
    rejected = context.getMetricGroup().counter("modelsRejected");
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ModelRecord> collector) {
    ModelRecord model = read(record.key(), record.value());
    if (model == null) {
      if (NamesModelDeserializer.read(record.key(), record.value()) == null) {
        rejected.inc();
      }
    } else {
      collector.collect(model);
    }
  }

  /**
   * A model, or one without content where the record takes it back; null when it is neither.
   *
   * @param value null for a record that takes a model back
   */
  static @Nullable ModelRecord read(byte @Nullable [] key, byte @Nullable [] value) {
    if (key == null) {
      return null;
    }
    try {
      if (DECODER.decode(new String(key, StandardCharsets.UTF_8), value)
          instanceof SeriesModel model) {
        return model.model() == null ? takenBack(model) : model.model();
      }
      return null;
    } catch (IllegalArgumentException notAModel) {
      return null;
    }
  }

  private static ModelRecord takenBack(SeriesModel place) {
    return ModelRecord.newBuilder()
        .setSeriesId(SeriesHash.toHex(place.seriesHash()))
        .setSeries("")
        .setVersion("")
        .setStatus(place.place())
        .setReason("taken back")
        .setTrainedAt(0)
        .setFrom(0)
        .setTo(0)
        .setStep(0)
        .setFigures(
            ModelFigures.newBuilder()
                .setMase(Double.NaN)
                .setCoverage(Double.NaN)
                .setNaiveMase(Double.NaN)
                .setComparedError(Double.NaN)
                .setChampionError(Double.NaN)
                .build())
        .build();
  }

  @Override
  public TypeInformation<ModelRecord> getProducedType() {
    return VedetteTypes.MODEL_RECORD;
  }
}
