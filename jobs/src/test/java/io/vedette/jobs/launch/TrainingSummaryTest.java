package io.vedette.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.SeriesHash;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingSummaryTest {

  private final TrainingSummary.Builder builder = new TrainingSummary.Builder("run");

  private static ModelRecord model(long series, ModelStatus status, String reason, double mase) {
    return ModelRecord.newBuilder()
        .setSeriesId(SeriesHash.toHex(series))
        .setSeries("s" + series)
        .setVersion("run")
        .setStatus(status)
        .setReason(reason)
        .setTrainedAt(0)
        .setFrom(0)
        .setTo(0)
        .setStep(1)
        .setFamily(Double.isNaN(mase) ? "" : "SMOOTHING")
        .setFigures(
            ModelFigures.newBuilder()
                .setMase(mase)
                .setCoverage(series == 2 ? Double.NaN : 0.9)
                .setNaiveMase(1)
                .setComparedError(Double.NaN)
                .setChampionError(Double.NaN)
                .build())
        .build();
  }

  private TrainingSummary build() {
    return builder.build(10, 1, Duration.ofSeconds(3));
  }

  @Test
  void figuresAreOfTheTrainedSeriesAndTheMedianOfAnEvenNumberLiesBetween() {
    builder.add(model(1, ModelStatus.CHAMPION, "", 0.5));
    builder.add(model(2, ModelStatus.CHAMPION, "", 0.7));
    builder.add(model(3, ModelStatus.REJECTED, "did not beat the champion on 24 points: 1", 0.9));
    builder.add(model(4, ModelStatus.SHADOW, "", 1.1));
    builder.add(model(5, ModelStatus.REJECTED, "history has 3 values", Double.NaN));
    TrainingSummary summary = build();
    assertThat(summary.series()).isEqualTo(5);
    assertThat(summary.trained()).isEqualTo(4);
    assertThat(summary.betterThanNaive()).isEqualTo(3);
    assertThat(summary.medianMase()).isEqualTo((0.7 + 0.9) / 2);
    assertThat(summary.medianCoverage()).isEqualTo(0.9);
    assertThat(summary.byStatus())
        .isEqualTo(
            Map.of(ModelStatus.CHAMPION, 2L, ModelStatus.REJECTED, 2L, ModelStatus.SHADOW, 1L));
  }

  @Test
  void reasonsThatDifferInNumbersAreOneTheMostFrequentFirst() {
    builder.add(model(1, ModelStatus.REJECTED, "did not beat the champion on 24 points: 1e-5", 1));
    builder.add(model(2, ModelStatus.REJECTED, "history has 3 values", Double.NaN));
    builder.add(model(3, ModelStatus.REJECTED, "history has 17 values", Double.NaN));
    assertThat(build().rejections())
        .containsExactly(
            Map.entry("history has n values", 2L),
            Map.entry("did not beat the champion on n points", 1L));
  }

  @Test
  void aSeriesCountsOnceAndAnotherRunDoesNotCount() {
    ModelRecord model = model(1, ModelStatus.CHAMPION, "", 0.5);
    builder.add(model);
    builder.add(model);
    ModelRecord other = model(2, ModelStatus.CHAMPION, "", 0.5);
    other.setVersion("another");
    builder.add(other);
    assertThat(build().series()).isEqualTo(1);
  }

  @Test
  void withoutSeriesThereAreNoFigures() {
    TrainingSummary summary = build();
    assertThat(summary.series()).isZero();
    assertThat(summary.medianMase()).isNaN();
    assertThat(summary.medianCoverage()).isNaN();
  }
}
