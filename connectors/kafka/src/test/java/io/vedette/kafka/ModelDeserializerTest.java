package io.vedette.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelDeserializerTest {

  private static final String SERIES = "ff00000000000001";

  private static ModelRecord shadow() {
    return ModelRecord.newBuilder()
        .setSeriesId(SERIES)
        .setSeries("up")
        .setVersion("v")
        .setStatus(ModelStatus.SHADOW)
        .setTrainedAt(1)
        .setFrom(1)
        .setTo(1)
        .setStep(1)
        .setFigures(
            ModelFigures.newBuilder()
                .setMase(1)
                .setCoverage(1)
                .setNaiveMase(1)
                .setComparedError(1)
                .setChampionError(1)
                .build())
        .build();
  }

  @Test
  void aModelIsReadUnderItsKey() {
    assertThat(read(SERIES + "/shadow", ResultJson.write(shadow()))).isEqualTo(shadow());
  }

  @Test
  void aRecordWithoutAValueTakesBackWhatIsInItsPlace() {
    ModelRecord takenBack = Objects.requireNonNull(read(SERIES, null));
    assertThat(takenBack.getSeriesId()).isEqualTo(SERIES);
    assertThat(takenBack.getStatus()).isEqualTo(ModelStatus.CHAMPION);
    assertThat(takenBack.getModel()).isNull();
    assertThat(takenBack.getVersion()).isEmpty();
  }

  @Test
  void whatIsNoModelIsPassedOver() {
    byte[] model = ResultJson.write(shadow());
    assertThat(read("not a key", model)).isNull();
    assertThat(read("not a key", null)).isNull();
    assertThat(read(SERIES, model)).as("in another place than its status says").isNull();
    assertThat(read("0000000000000001/shadow", model)).as("of another series").isNull();
    assertThat(read(SERIES, "{".getBytes(UTF_8))).isNull();
    assertThat(read(SERIES, "[1]".getBytes(UTF_8))).isNull();
    assertThat(ModelDeserializer.read(null, model)).isNull();
  }

  private static @Nullable ModelRecord read(String key, byte @Nullable [] value) {
    return ModelDeserializer.read(key.getBytes(UTF_8), value);
  }
}
