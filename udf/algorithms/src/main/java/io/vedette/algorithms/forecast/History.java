package io.vedette.algorithms.forecast;

import java.util.Arrays;

/**
 * A history in order: ascending times, one value each; of several at a time the last given counts.
 */
final class History {

  /** The year 1, so that differences of times cannot overflow. */
  private static final long EARLIEST = -62_135_596_800_000L;

  /** The end of the year 9999. */
  private static final long LATEST = 253_402_300_799_999L;

  private final long[] times;
  private final double[] values;

  History(long[] times, double[] values) {
    this.times = times;
    this.values = values;
  }

  static History of(long[] times, double[] values) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(
          times.length + " timestamps for " + values.length + " values");
    }
    boolean isAscending = true;
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) <= SeasonalModelTrainer.LARGEST_VALUE)) {
        throw new IllegalArgumentException(
            "value "
                + i
                + " of the history, at "
                + times[i]
                + ", is "
                + values[i]
                + "; only finite values up to "
                + SeasonalModelTrainer.LARGEST_VALUE
                + " can be trained on");
      }
      if (!(times[i] >= EARLIEST && times[i] <= LATEST)) {
        throw new IllegalArgumentException(
            "time " + i + " of the history is " + times[i] + " ms, not in the years 1 to 9999");
      }
      isAscending &= i == 0 || times[i] > times[i - 1];
    }
    return isAscending ? new History(times, values) : sorted(times, values);
  }

  private static History sorted(long[] times, double[] values) {
    Integer[] order = new Integer[times.length];
    Arrays.setAll(order, i -> i);
    // stable, so of equal times the last given stays last
    Arrays.sort(order, (one, other) -> Long.compare(times[one], times[other]));
    long[] sortedTimes = new long[times.length];
    double[] sortedValues = new double[times.length];
    int count = 0;
    for (int index : order) {
      if (count > 0 && sortedTimes[count - 1] == times[index]) {
        count--;
      }
      sortedTimes[count] = times[index];
      sortedValues[count++] = values[index];
    }
    return new History(Arrays.copyOf(sortedTimes, count), Arrays.copyOf(sortedValues, count));
  }

  int size() {
    return times.length;
  }

  boolean isNonNegative() {
    return Arrays.stream(values).allMatch(value -> value >= 0);
  }

  long last() {
    return times[times.length - 1];
  }

  /** Milliseconds since the epoch, strictly ascending. */
  long[] times() {
    return times;
  }

  /** Finite. */
  double[] values() {
    return values;
  }
}
