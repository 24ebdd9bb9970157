package io.vedette.formats.metrics;

import java.util.Arrays;

/** A data point of any kind, as far as it is of use. Reused; exemplars are not kept. */
final class OtlpPoint {

  /** DataPointFlags: the point says that there is no value. */
  private static final long NO_RECORDED_VALUE = 1;

  final OtlpAttributes attributes;
  final Doubles bounds = new Doubles();
  final Doubles bucketCounts = new Doubles();
  final ExponentialBuckets exponential = new ExponentialBuckets();
  final Doubles quantiles = new Doubles();
  final Doubles quantileValues = new Doubles();

  long timeNanos;
  long flags;
  boolean hasValue;
  double value;
  double count;
  boolean hasSum;
  double sum;

  OtlpPoint(DecoderLimits limits) {
    attributes = new OtlpAttributes(limits);
  }

  void clear() {
    attributes.clear();
    bounds.clear();
    bucketCounts.clear();
    exponential.clear();
    quantiles.clear();
    quantileValues.clear();
    timeNanos = 0;
    flags = 0;
    hasValue = false;
    value = 0;
    count = 0;
    hasSum = false;
    sum = 0;
  }

  boolean hasNoRecordedValue() {
    return (flags & NO_RECORDED_VALUE) != 0;
  }

  void setValue(double value) {
    this.value = value;
    hasValue = true;
  }

  void setSum(double sum) {
    this.sum = sum;
    hasSum = true;
  }

  /** An unsigned 64-bit count as a double. */
  static double unsigned(long count) {
    return count >= 0 ? count : (count >>> 1) * 2.0;
  }

  /** A list of doubles without boxes. */
  static final class Doubles {

    private double[] values = new double[16];
    private int size;

    void clear() {
      size = 0;
    }

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    int size() {
      return size;
    }

    double get(int index) {
      return values[index];
    }

    /** The value added last. */
    double last() {
      return values[size - 1];
    }

    void set(int index, double value) {
      values[index] = value;
    }
  }
}
