package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the band of a noisy series does over a long time: what it must resist, and what follow. */
class EwmaRegimesTest {

  private static final EwmaParameters DEFAULTS = EwmaParameters.defaults();
  private static final double LEVEL = 10;

  private final EwmaDetector detector = new EwmaDetector(DEFAULTS);
  private final EwmaState state = new EwmaState();
  private final Verdict verdict = new Verdict();
  private final Random random = new Random(7);

  @BeforeEach
  void learnNoiseOfDeviationOne() {
    for (int i = 0; i < 1000; i++) {
      score(noise(1));
    }
  }

  @Test
  void faultAtEverySecondSampleStaysAnAnomalyEveryTime() {
    double half = half();
    for (int i = 0; i < 100; i++) {
      score(LEVEL + 50);
      assertThat(verdict.isAnomaly()).as("fault %d", i).isTrue();
      score(noise(1));
      assertThat(verdict.isAnomaly()).as("sample after fault %d", i).isFalse();
    }
    assertThat(half()).isBetween(0.6 * half, 1.4 * half);
  }

  @Test
  void faultAtEverySecondSampleIsNormalAfterAdoptAfterOfThem() {
    for (int i = 0; i < DEFAULTS.adoptAfter(); i++) {
      score(noise(1));
      score(LEVEL + 50);
      assertThat(verdict.isAnomaly()).as("fault %d", i).isTrue();
    }
    score(LEVEL + 50);
    assertThat(verdict.isAnomaly()).isFalse();
    assertThat(verdict.expected()).isCloseTo(LEVEL + 25, Offset.offset(2.0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {6, 50, 1e9})
  void everyTenthSampleAnOutlierDoesNotWidenTheBand(double outlier) {
    double sum = 0;
    for (int i = 0; i < 5000; i++) {
      boolean isOutlier = i % 10 == 0;
      score(isOutlier ? LEVEL + outlier : noise(1));
      assertThat(isOutlier && !verdict.isAnomaly()).as("outlier at %d missed", i).isFalse();
      sum += half();
    }
    assertThat(sum / 5000).isBetween(3.6, 4.4);
  }

  @Test
  void outliersAtRandomOneInTenDoNotWidenTheBand() {
    double sum = 0;
    for (int i = 0; i < 5000; i++) {
      score(random.nextInt(10) == 0 ? LEVEL + 50 * random.nextGaussian() : noise(1));
      sum += half();
    }
    assertThat(sum / 5000).isBetween(3.6, 4.4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {8, 50, -200})
  void noisyLevelShiftIsNormalAfterAdoptAfterSamplesOutOfTheBand(double shift) {
    int outside = 0;
    while (outside < DEFAULTS.adoptAfter()) {
      double before = verdict.expected();
      score(noise(1) + shift);
      outside += verdict.isAnomaly() ? 1 : 0;
      assertThat(before).as("expected while the shift lasts").isBetween(LEVEL - 1, LEVEL + 1.5);
    }
    score(LEVEL + shift);
    assertThat(verdict.isAnomaly()).isFalse();
    assertThat(verdict.expected()).isCloseTo(LEVEL + shift, Offset.offset(0.5));
    assertThat(half()).isBetween(3.0, 5.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 50})
  void moreNoiseThatLastsIsLearned(double times) {
    for (int i = 0; i < 1000; i++) {
      score(noise(times));
    }
    int anomalies = 0;
    for (int i = 0; i < 1000; i++) {
      score(noise(times));
      anomalies += verdict.isAnomaly() ? 1 : 0;
    }
    assertThat(anomalies).isLessThan(5);
    assertThat(half()).isBetween(4 * times * 0.6, 4 * times * 1.4);
  }

  @Test
  void slowDriftIsFollowed() {
    int anomalies = 0;
    for (int i = 0; i < 5000; i++) {
      score(noise(1) + 0.05 * i);
      anomalies += verdict.isAnomaly() ? 1 : 0;
    }
    assertThat(anomalies).isLessThan(10);
  }

  private void score(double value) {
    detector.score(state, value, verdict);
  }

  private double noise(double deviation) {
    return LEVEL + deviation * random.nextGaussian();
  }

  /** Half width of the band that the next sample will meet. */
  private double half() {
    Verdict present = new Verdict();
    detector.describe(state, present);
    return present.upper() - present.expected();
  }
}
