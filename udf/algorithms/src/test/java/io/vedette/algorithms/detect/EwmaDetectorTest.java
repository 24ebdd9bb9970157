package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.result.Direction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EwmaDetectorTest {

  private static final EwmaParameters DEFAULTS = EwmaParameters.defaults();

  private final EwmaState state = new EwmaState();
  private final Verdict verdict = new Verdict();

  @Test
  void nothingIsAnAnomalyInTheWarmUp() {
    EwmaDetector detector = new EwmaDetector(DEFAULTS);
    for (int i = 0; i < DEFAULTS.warmUp(); i++) {
      detector.score(state, i % 2 == 0 ? 1 : 1e6, verdict);
      assertThat(verdict.isWarmingUp()).isTrue();
      assertThat(verdict.isAnomaly()).isFalse();
      assertThat(verdict.score()).isZero();
      assertThat(verdict.expected()).isNaN();
    }
    detector.score(state, 1, verdict);
    assertThat(verdict.isWarmingUp()).isFalse();
  }

  @Test
  void scoreIsHalfOnTheEdgeAndAnomalyBeyondIt() {
    EwmaDetector detector = learnedConstant(DEFAULTS.withMinimumDeviation(2.0, 0), 10.0);
    detector.judge(state, 10.0, verdict);
    assertThat(verdict.score()).isZero();
    detector.judge(state, 12.0, verdict);
    assertThat(verdict.score()).isEqualTo(0.5);
    assertThat(verdict.isAnomaly()).isFalse();
    detector.judge(state, 14.0, verdict);
    assertThat(verdict.score()).isCloseTo(0.75, Offset.offset(1e-15));
    assertThat(verdict.isAnomaly()).isTrue();
    assertThat(verdict.direction()).isEqualTo(Direction.ABOVE);
    assertThat(verdict.lower()).isEqualTo(8.0);
    assertThat(verdict.upper()).isEqualTo(12.0);
  }

  @Test
  void constantSeriesThatDropsIsAnAnomalyBelow() {
    EwmaDetector detector = learnedConstant(DEFAULTS, 1.0);
    detector.score(state, 0.0, verdict);
    assertThat(verdict.isAnomaly()).isTrue();
    assertThat(verdict.direction()).isEqualTo(Direction.BELOW);
    assertThat(verdict.expected()).isEqualTo(1.0);
    assertThat(verdict.score()).isEqualTo(1.0, Offset.offset(1e-12));
  }

  @Test
  void constantZeroThatRisesIsAnAnomaly() {
    EwmaDetector detector = learnedConstant(DEFAULTS, 0.0);
    detector.score(state, 0.001, verdict);
    assertThat(verdict.isAnomaly()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e12, 1.0, 1e-3, -7e5})
  void constantSeriesWithNumericNoiseIsQuiet(double level) {
    EwmaDetector detector = learnedConstant(DEFAULTS, level);
    for (int i = 0; i < 200; i++) {
      detector.score(state, level * (1 + (i % 7 - 3) * 1e-13), verdict);
      assertThat(verdict.isAnomaly()).isFalse();
      assertThat(verdict.score()).isLessThan(1e-9);
    }
  }

  @Test
  void sideThatIsNotWatchedIsOpen() {
    EwmaDetector detector = learnedConstant(DEFAULTS.withSides(Sides.ABOVE), 10.0);
    detector.judge(state, -1e9, verdict);
    assertThat(verdict.isAnomaly()).isFalse();
    assertThat(verdict.score()).isZero();
    assertThat(verdict.lower()).isEqualTo(Double.NEGATIVE_INFINITY);
    detector.judge(state, 11.0, verdict);
    assertThat(verdict.isAnomaly()).isTrue();

    EwmaState below = new EwmaState();
    EwmaDetector watchingBelow = learnedConstant(DEFAULTS.withSides(Sides.BELOW), below, 10.0);
    watchingBelow.judge(below, 11.0, verdict);
    assertThat(verdict.isAnomaly()).isFalse();
    watchingBelow.judge(below, 9.0, verdict);
    assertThat(verdict.isAnomaly()).isTrue();
  }

  @Test
  void farOutOnTheSideNobodyWatchesDoesNotWidenTheBand() {
    EwmaDetector detector = learnedConstant(DEFAULTS.withSides(Sides.ABOVE), 10.0);
    for (int i = 0; i < 20; i++) {
      detector.score(state, -1e6, verdict);
      detector.score(state, 10.0, verdict);
    }
    assertThat(verdict.upper()).isLessThan(12.0);
  }

  @Test
  void lastingShiftIsNormalAfterAdoptAfterSamplesAndNotOneEarlier() {
    EwmaDetector detector = learnedConstant(DEFAULTS, 1.0);
    for (int i = 0; i < DEFAULTS.adoptAfter(); i++) {
      detector.score(state, 5.0, verdict);
      assertThat(verdict.isAnomaly()).as("sample %d of the shift", i).isTrue();
      assertThat(verdict.expected()).isEqualTo(1.0);
    }
    detector.score(state, 5.0, verdict);
    assertThat(verdict.isAnomaly()).isFalse();
    assertThat(verdict.expected()).isEqualTo(5.0);
  }

  @Test
  void fiveSamplesInTheBandInARowEndTheRunAndNotFour() {
    EwmaDetector detector = learnedConstant(DEFAULTS, 1.0);
    for (int i = 0; i < DEFAULTS.adoptAfter() - 2; i++) {
      detector.score(state, 5.0, verdict);
    }
    scoreTimes(detector, 4, 1.0);
    detector.score(state, 5.0, verdict);
    assertThat(state.run()).isEqualTo(DEFAULTS.adoptAfter() - 1);
    scoreTimes(detector, 4, 1.0);
    assertThat(state.run()).isEqualTo(DEFAULTS.adoptAfter() - 1);
    detector.score(state, 1.0, verdict);
    assertThat(state.run()).isZero();
    detector.score(state, 5.0, verdict);
    assertThat(verdict.isAnomaly()).isTrue();
  }

  @Test
  void judgingTeachesNothing() {
    EwmaDetector detector = learnedConstant(DEFAULTS, 1.0);
    String before = state.toString();
    detector.judge(state, 77.0, verdict);
    assertThat(state.toString()).isEqualTo(before);
  }

  @Test
  void hugeValueInTheWarmUpDoesNotBlindForEver() {
    EwmaDetector detector = new EwmaDetector(DEFAULTS.withAlpha(0.5));
    detector.score(state, Double.MAX_VALUE, verdict);
    detector.score(state, -Double.MAX_VALUE, verdict);
    for (int i = 0; i < 2000; i++) {
      detector.score(state, 1.0, verdict);
    }
    assertThat(verdict.expected()).isCloseTo(1.0, Offset.offset(1e-9));
    assertThat(verdict.upper()).isCloseTo(1.01, Offset.offset(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotANumberIsRefusedAndTeachesNothing(double value) {
    EwmaDetector detector = learnedConstant(DEFAULTS, 1.0);
    String before = state.toString();
    assertThatThrownBy(() -> detector.score(state, value, verdict))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Double.toString(value));
    assertThat(state.toString()).isEqualTo(before);
  }

  private void scoreTimes(EwmaDetector detector, int times, double value) {
    for (int i = 0; i < times; i++) {
      detector.score(state, value, verdict);
    }
  }

  private EwmaDetector learnedConstant(EwmaParameters parameters, double level) {
    return learnedConstant(parameters, state, level);
  }

  private EwmaDetector learnedConstant(EwmaParameters parameters, EwmaState into, double level) {
    EwmaDetector detector = new EwmaDetector(parameters);
    for (int i = 0; i < 50; i++) {
      detector.score(into, level, verdict);
    }
    return detector;
  }
}
