package io.vedette.algorithms.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Widths by hand. */
class IntervalsTest {

  private static final int[] APART = {0, 10, 20, 30};

  @Test
  void widthIsTheFiniteSampleQuantileWhereAllOriginsAreAlike() {
    // the farthest horizon has two bins of 1 to 10 at four origins: of 80 the rank is ceil(81 *
    // 0.8) = 65, a 9
    Intervals intervals = Intervals.of(errors(1, 1, 1, 1), APART, 10, 0.8);
    assertThat(last(intervals)).isCloseTo(9, Offset.offset(1e-9));
    assertThat(intervals.coverage()).isEqualTo(0.9);
  }

  @Test
  void nearHorizonsAreNoWiderThanFarOnes() {
    double[][][] errors = errors(1, 1, 1, 1);
    errors[0][0][0] = 1000;
    double[] widths = Intervals.of(errors, APART, 10, 0.8).halfWidths();
    for (int i = 1; i < widths.length; i++) {
      assertThat(widths[i - 1]).isLessThanOrEqualTo(widths[i]);
    }
  }

  @Test
  void originsUnlikeEachOtherWidenIt() {
    double alike = last(Intervals.of(errors(2, 2, 2, 2), APART, 10, 0.8));
    double unlike = last(Intervals.of(errors(1, 1, 1, 2), APART, 10, 0.8));
    double plainQuantile = 10; // the 65th of 80: 60 from 1 to 10, and 20 of 2, 4, to 20
    assertThat(alike).isCloseTo(18, Offset.offset(1e-9));
    assertThat(unlike).isGreaterThan(plainQuantile * 1.1);
  }

  @Test
  void oneOriginIsAllThereMayBe() {
    Intervals intervals = Intervals.of(errors(1), new int[] {5}, 10, 0.95);
    assertThat(intervals.coverage()).isNaN();
    assertThat(last(intervals)).isCloseTo(10, Offset.offset(1e-9));
  }

  @Test
  void endsRiseToTheHorizon() {
    assertThat(Intervals.of(new double[1][48][1], new int[] {0}, 48, 0.95).ends())
        .containsExactly(1, 3, 6, 12, 18, 24, 36, 48);
    assertThat(Intervals.of(new double[1][1][1], new int[] {0}, 1, 0.95).ends()).containsExactly(1);
  }

  /** Errors of alternating sign: 1 to 10 at every bin, but in another order, times the size. */
  private static double[][][] errors(double... sizes) {
    double[][][] errors = new double[sizes.length][10][10];
    for (int origin = 0; origin < sizes.length; origin++) {
      for (int ahead = 0; ahead < 10; ahead++) {
        for (int k = 0; k < 10; k++) {
          errors[origin][ahead][k] = sizes[origin] * (1 + (ahead + k) % 10) * (k % 2 == 0 ? 1 : -1);
        }
      }
    }
    return errors;
  }

  private static double last(Intervals intervals) {
    return intervals.halfWidths()[intervals.halfWidths().length - 1];
  }
}
