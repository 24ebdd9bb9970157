package io.vedette.algorithms.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CumulativeCountsTest {

  private static final double X = Double.NaN;

  @Test
  void onlyWhatLeavesNoDoubtIsFilledIn() {
    double[] counts = {X, X, 0, X, 3, X, X, 3, X};
    assertThat(CumulativeCounts.fillGaps(counts, 9)).isEqualTo(2);
    assertThat(counts).containsExactly(0, 0, 0, X, 3, 3, 3, 3, X);
    assertThat(CumulativeCounts.fillGaps(new double[] {X, 1}, 2)).isEqualTo(1);
    assertThat(CumulativeCounts.fillGaps(new double[] {X, X}, 2)).isEqualTo(2);
  }

  @Test
  void oneBucketThatFellIsAReset() {
    assertThat(CumulativeCounts.isReset(new double[] {1, 2, 3}, new double[] {1, 2, 3}, 3))
        .isFalse();
    assertThat(CumulativeCounts.isReset(new double[] {1, 2, 3}, new double[] {0, 9, 9}, 3))
        .isTrue();
    assertThat(CumulativeCounts.isReset(new double[] {X, 2}, new double[] {0, 2}, 2))
        .as("what is not known did not fall")
        .isFalse();
  }

  @Test
  void aCountBelowTheOneBeforeIsRaised() {
    double[] torn = {5, 3, 4, 9};
    assertThat(CumulativeCounts.makeMonotonic(torn, 4)).isTrue();
    assertThat(torn).containsExactly(5, 5, 5, 9);
  }

  @Test
  void whatFloatingPointLostIsNotWorthAWord() {
    double[] counts = {0.3, 0.3 - 1e-16, 0.3 + 1e-16, 1};
    assertThat(CumulativeCounts.makeMonotonic(counts, 4)).isFalse();
    assertThat(counts).containsExactly(0.3, 0.3, 0.3, 1);
  }
}
