package io.vedette.functions.histogram;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How quantiles are derived from histograms.
 *
 * @param quantiles which, each above 0 and below 1; at least one
 * @param minimumObservations between two scrapes; below it a quantile has no value
 * @param maximumBuckets most buckets of a histogram
 * @param openScrapes most scrapes of a histogram of which more may come
 * @param retention how long a histogram is remembered after its last sample (processing time)
 */
public record HistogramOptions(
    List<Double> quantiles,
    int minimumObservations,
    int maximumBuckets,
    int openScrapes,
    Duration retention)
    implements Serializable {

  private static final HistogramOptions DEFAULTS =
      new HistogramOptions(List.of(0.5, 0.99), 20, 256, 4, Duration.ofDays(7));

  /** Checks each. */
  public HistogramOptions {
    quantiles = List.copyOf(quantiles);
    if (quantiles.isEmpty() || !quantiles.stream().allMatch(q -> q > 0 && q < 1)) {
      throw new IllegalArgumentException(
          "quantiles must be some above 0 and below 1, are " + quantiles);
    }
    requireAtLeast("minimumObservations", minimumObservations, 1);
    requireAtLeast("maximumBuckets", maximumBuckets, 2);
    requireAtLeast("openScrapes", openScrapes, 1);
  }

  /** Median and 99th percentile, of 20 observations or more; 256 buckets, 4 scrapes, 7 days. */
  public static HistogramOptions defaults() {
    return DEFAULTS;
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", is " + value);
    }
  }
}
