package io.vedette.algorithms.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The corners that Prometheus defines. */
class BucketQuantileTest {

  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double[] BOUNDS = {1, 2, 4, INFINITY};

  @Test
  void linearBetweenTheBoundsOfItsBucket() {
    double[] counts = {10, 20, 40, 40};
    assertThat(quantile(0.5, counts)).isEqualTo(2.0);
    assertThat(quantile(0.75, counts)).isEqualTo(3.0);
    assertThat(quantile(0.125, counts)).as("the lowest begins at 0").isEqualTo(0.5);
    assertThat(quantile(1, counts)).isEqualTo(4.0);
  }

  @Test
  void beyondTheHighestFiniteBoundNothingIsKnown() {
    assertThat(quantile(0.9, new double[] {1, 2, 3, 30})).isEqualTo(4.0);
  }

  @Test
  void aLowestBoundThatIsNotPositiveIsTheAnswer() {
    double[] bounds = {-5, 5, INFINITY};
    double[] counts = {10, 20, 20};
    assertThat(BucketQuantile.of(0.2, bounds, counts, 3)).isEqualTo(-5.0);
    assertThat(BucketQuantile.of(0.75, bounds, counts, 3)).isEqualTo(0.0);
  }

  @Test
  void emptyBucketsArePassedOver() {
    assertThat(quantile(0.5, new double[] {10, 10, 20, 20}))
        .as("the first that is enough")
        .isEqualTo(1.0);
    assertThat(quantile(0.51, new double[] {10, 10, 20, 20})).isBetween(2.0, 2.1);
  }

  @Test
  void whatCannotBeSaidIsNotANumber() {
    double[] counts = {1, 2, 3, 4};
    assertThat(quantile(0.5, new double[4])).as("no observations").isNaN();
    assertThat(BucketQuantile.of(0.5, BOUNDS, counts, 3)).as("no +Inf").isNaN();
    assertThat(BucketQuantile.of(0.5, new double[] {INFINITY}, counts, 1)).as("one").isNaN();
    assertThat(quantile(Double.NaN, counts)).isNaN();
    assertThat(quantile(-0.1, counts)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(quantile(1.1, counts)).isEqualTo(INFINITY);
  }

  private static double quantile(double quantile, double[] counts) {
    return BucketQuantile.of(quantile, BOUNDS, counts, BOUNDS.length);
  }
}
