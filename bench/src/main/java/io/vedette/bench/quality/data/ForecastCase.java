package io.vedette.bench.quality.data;

import java.util.Arrays;

/**
 * A series whose end is held back: what is to be forecast, and from what. The arrays are shared,
 * not copied: do not change them.
 *
 * @param name unique within its data set
 * @param season points a season, for the baselines and the scale of errors
 * @param timestamps milliseconds since the epoch of history and held-back end, ascending
 * @param values the values at these times
 * @param heldBack how many of the last points are held back
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, read by loops
public record ForecastCase(
    String name, int season, long[] timestamps, double[] values, int heldBack) {

  /** Checks that there is a history of more than a season, and something to forecast. */
  public ForecastCase {
    if (values.length != timestamps.length) {
      throw new IllegalArgumentException(
          name + ": " + timestamps.length + " timestamps and " + values.length + " values");
    }
    if (heldBack < 1 || values.length - heldBack <= season) {
      throw new IllegalArgumentException(
          name
              + ": "
              + values.length
              + " points are too few for a season of "
              + season
              + " and "
              + heldBack
              + " held back");
    }
  }

  /** Points of the history. */
  public int historyLength() {
    return values.length - heldBack;
  }

  /** Values of the history. */
  public double[] history() {
    return Arrays.copyOf(values, historyLength());
  }

  /** Times of the history. */
  public long[] historyTimestamps() {
    return Arrays.copyOf(timestamps, historyLength());
  }

  /** What is to be forecast. */
  public double[] actual() {
    return Arrays.copyOfRange(values, historyLength(), values.length);
  }

  /** When it is to be forecast. */
  public long[] actualTimestamps() {
    return Arrays.copyOfRange(timestamps, historyLength(), values.length);
  }
}
