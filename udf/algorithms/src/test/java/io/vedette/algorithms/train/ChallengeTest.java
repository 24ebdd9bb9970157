package io.vedette.algorithms.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.forecast.SeasonalModel;
import io.vedette.algorithms.forecast.SeasonalModelTrainer;
import io.vedette.algorithms.forecast.TrainingOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChallengeTest {

  private static final long HOUR = 3_600_000;
  private static final long MONDAY = 1_704_067_200_000L; // 2024-01-01
  private static final TrainingOptions TWO_WEEKS =
      TrainingOptions.defaults().withHorizon(Duration.ofDays(14));

  private final Challenge challenge = new Challenge(Duration.ofDays(1), TWO_WEEKS);

  /** Hourly, with a day in it, until a level shift at hour 1210. */
  private static double[] shifted(int hours) {
    Random random = new Random(7);
    double[] values = new double[hours];
    for (int i = 0; i < hours; i++) {
      values[i] =
          100 + 20 * Math.sin(i * Math.PI / 12) + random.nextGaussian() + (i >= 1210 ? 80 : 0);
    }
    return values;
  }

  private static long[] times(int hours) {
    long[] times = new long[hours];
    Arrays.setAll(times, i -> MONDAY + i * HOUR);
    return times;
  }

  private static SeasonalModel trainedOn(double[] values, int hours) {
    return Objects.requireNonNull(
        SeasonalModelTrainer.train(times(hours), Arrays.copyOf(values, hours), TWO_WEEKS).model());
  }

  private Challenge.Outcome judge(double[] values, int hours, int championHours) {
    return challenge.judge(
        times(hours),
        Arrays.copyOf(values, hours),
        trainedOn(values, championHours),
        MONDAY + (championHours - 1) * HOUR);
  }

  @Test
  void whoKnowsTheNewLevelBeatsWhoDoesNot() {
    Challenge.Outcome outcome = judge(shifted(1350), 1350, 1200);
    assertThat(outcome.won()).isTrue();
    assertThat(outcome.compared()).isEqualTo(24);
    assertThat(outcome.championError()).isGreaterThan(40);
    assertThat(outcome.error()).isLessThan(outcome.championError() / 2);
    assertThat(outcome.reason()).startsWith("beat the champion on 24 points: error ");
  }

  @Test
  void whoLearnedFromAFaultDoesNotBeatWhoKnowsBetter() {
    // the fault begins before the stretch compared on and ends where it begins
    double[] values = shifted(590);
    for (int i = 535; i < 566; i++) {
      values[i] += 500;
    }
    Challenge.Outcome outcome = judge(values, 590, 530);
    assertThat(outcome.won()).isFalse();
    assertThat(outcome.error()).isGreaterThan(outcome.championError());
    assertThat(outcome.reason()).startsWith("did not beat the champion on 24 points");
  }

  @Test
  void onlyWhatTheChampionDoesNotKnowIsCompared() {
    assertThat(judge(shifted(590), 590, 578).compared()).isEqualTo(12);
  }

  @Test
  void onTheSameHistoryNothingIsComparedAndTheChampionStays() {
    Challenge.Outcome outcome = judge(shifted(500), 500, 500);
    assertThat(outcome.won()).isFalse();
    assertThat(outcome.compared()).isZero();
    assertThat(outcome.reason()).contains("does not know");
  }

  @Test
  void aChampionWithLessThanHalfOfItsHorizonLeftIsReplaced() {
    Challenge.Outcome outcome = judge(shifted(590), 590, 400);
    assertThat(outcome.won()).isTrue();
    assertThat(outcome.compared()).isZero();
    assertThat(outcome.reason()).isEqualTo("the champion soon has nothing more to say");
  }

  @Test
  void atMostAQuarterOfTheHistoryIsHeldBack() {
    double[] values = shifted(600);
    Challenge.Outcome outcome =
        challenge.judge(
            Arrays.copyOfRange(times(600), 519, 600),
            Arrays.copyOfRange(values, 519, 600),
            trainedOn(values, 560),
            MONDAY + 559 * HOUR);
    assertThat(outcome.compared()).isEqualTo(20);
  }
}
