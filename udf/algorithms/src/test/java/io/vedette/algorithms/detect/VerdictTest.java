package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.result.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

  private final Verdict byBand = new Verdict();
  private final Verdict byDetector = new Verdict();

  @ParameterizedTest
  @EnumSource(Sides.class)
  void aKnownBandJudgesAsTheDetectorThatMadeIt(Sides sides) {
    EwmaDetector detector = new EwmaDetector(new EwmaParameters(0.1, 5, 4, 1e-9, 0.01, sides, 20));
    EwmaState state = new EwmaState();
    for (int i = 0; i < 30; i++) {
      detector.score(state, 100 + i % 3, byDetector);
    }
    for (double value : new double[] {-1e6, 90, 100, 101, 105, 1e6}) {
      detector.judge(state, value, byDetector);

      byBand.judge(value, byDetector.expected(), byDetector.lower(), byDetector.upper());

      assertThat(byBand)
          .usingRecursiveComparison()
          .withComparatorForType(
              (a, b) ->
                  Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b)) ? 0 : Double.compare(a, b),
              Double.class)
          .isEqualTo(byDetector);
    }
  }

  @Test
  void whatWasExpectedScoresNothingEvenInABandWithoutWidth() {
    byBand.judge(5, 5, 5, 5);

    assertThat(byBand.score()).isZero();
    assertThat(byBand.isAnomaly()).isFalse();
    assertThat(byBand.direction()).isEqualTo(Direction.ABOVE);
  }
}
