package io.vedette.bench.quality.data;

/**
 * A series of one metric with its labels. The arrays are shared, not copied: do not change them.
 *
 * @param name unique within its data set
 * @param timestamps milliseconds since the epoch, in the order of the file
 * @param values one a timestamp
 * @param labels whether a point belongs to an anomaly, one a timestamp
 * @param scoredFrom first point that counts; earlier ones are for learning only
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, read by loops
public record MetricSeries(
    String name, long[] timestamps, double[] values, boolean[] labels, int scoredFrom) {

  /** Checks that there is a value and a label for every timestamp. */
  public MetricSeries {
    if (values.length != timestamps.length || labels.length != timestamps.length) {
      throw new IllegalArgumentException(
          name
              + ": "
              + timestamps.length
              + " timestamps, "
              + values.length
              + " values and "
              + labels.length
              + " labels");
    }
    if (scoredFrom < 0 || scoredFrom > timestamps.length) {
      throw new IllegalArgumentException(
          name + ": scored from point " + scoredFrom + " of " + timestamps.length);
    }
  }

  /** Number of points. */
  public int length() {
    return timestamps.length;
  }
}
