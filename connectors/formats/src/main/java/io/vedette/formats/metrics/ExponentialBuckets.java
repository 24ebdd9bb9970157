package io.vedette.formats.metrics;

import io.vedette.formats.metrics.OtlpPoint.Doubles;
import java.util.Arrays;

/**
 * The buckets of an exponential histogram, and what they are as explicit ones. Reused.
 *
 * <p>As in OTLP, the bucket of index i holds what is above {@code 2^(i / 2^scale)}, up to {@code
 * 2^((i + 1) / 2^scale)}; of negative observations their absolute value. Scales beyond {@value
 * #FINEST} are brought down to it, which merges neighbours exactly: so a histogram keeps its bounds
 * when its range, and with it its scale, changes. At {@value #FINEST} a bound is 1.19 times the one
 * before, and 8 decades have 106.
 *
 * <p>Only bounds next to an observation are made: what lies between two of them is empty.
 */
final class ExponentialBuckets {

  /** Finest scale told: four bounds a doubling. */
  static final int FINEST = 2;

  /** Coarsest and finest scales of the data model. */
  private static final int MIN_SCALE = -10;

  private static final int MAX_SCALE = 20;

  /** 2 to the power of no, one, two and three quarters. */
  private static final double[] QUARTERS = {
    1, 1.189207115002721, 1.4142135623730951, 1.681792830507429
  };

  /** Doublings that no double has. */
  private static final int MANY = 5_000;

  final Side positive = new Side();
  final Side negative = new Side();
  int scale;
  double zeroCount;
  double zeroThreshold;

  void clear() {
    positive.clear();
    negative.clear();
    scale = 0;
    zeroCount = 0;
    zeroThreshold = 0;
  }

  /** Whether the scale is one that there is. */
  boolean hasScale() {
    return scale >= MIN_SCALE && scale <= MAX_SCALE;
  }

  /**
   * Makes explicit buckets, with one for what no bucket holds, of which there should be none.
   *
   * @param total observations
   * @param bounds is filled with upper bounds, ascending; +Inf is left out
   * @param counts is filled with the observations of each, and those above the last
   */
  void toExplicit(double total, Doubles bounds, Doubles counts) {
    double held = 0;
    for (int i = negative.size() - 1; i >= 0; i--) {
      long index = told(negative.index(i));
      held += add(-bound(index + 1), -bound(index), negative.count(i), bounds, counts);
    }
    if (zeroCount > 0) {
      double below = bounds.size() == 0 ? zeroThreshold : -zeroThreshold;
      held += add(below, zeroThreshold, zeroCount, bounds, counts);
    }
    for (int i = 0; i < positive.size(); i++) {
      long index = told(positive.index(i));
      held += add(bound(index), bound(index + 1), positive.count(i), bounds, counts);
    }
    counts.add(Math.max(0, total - held));
  }

  /** Adds a bucket above all before; gives what it holds of the total below +Inf. */
  private static double add(
      double lower, double upper, double count, Doubles bounds, Doubles counts) {
    if (!(count > 0) || upper == Double.POSITIVE_INFINITY) {
      return 0;
    }
    if (Double.isFinite(lower) && (bounds.size() == 0 ? lower < upper : lower > bounds.last())) {
      bounds.add(lower);
      counts.add(0);
    }
    if (bounds.size() == 0 || upper > bounds.last()) {
      bounds.add(upper);
      counts.add(count);
    } else {
      counts.set(counts.size() - 1, counts.last() + count);
    }
    return count;
  }

  /** Index of a bucket at the scale told. */
  private long told(long index) {
    return index >> Math.max(0, scale - FINEST);
  }

  /** Lower bound of a bucket; the same bits on every machine, since it becomes a label. */
  private double bound(long index) {
    long quarters = index << Math.max(0, FINEST - scale);
    long doublings = Math.max(-MANY, Math.min(MANY, quarters >> FINEST));
    return Math.scalb(QUARTERS[(int) quarters & 3], (int) doublings);
  }

  /** Buckets of one sign, by ascending index; those between are empty. */
  static final class Side {

    private final Doubles counts = new Doubles();
    private long[] indexes = new long[16];

    void clear() {
      counts.clear();
    }

    void add(long index, double count) {
      if (counts.size() == indexes.length) {
        indexes = Arrays.copyOf(indexes, 2 * indexes.length);
      }
      indexes[counts.size()] = index;
      counts.add(count);
    }

    /** All buckets were added from index 0 on: they begin at another. */
    void moveBy(long offset) {
      for (int i = 0; i < counts.size(); i++) {
        indexes[i] += offset;
      }
    }

    int size() {
      return counts.size();
    }

    long index(int i) {
      return indexes[i];
    }

    double count(int i) {
      return counts.get(i);
    }
  }
}
