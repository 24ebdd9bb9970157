package io.vedette.formats.metrics;

import io.vedette.formats.metrics.OtlpPoint.Doubles;
import io.vedette.schema.Sample;

/**
 * A native histogram of remote write (message Histogram, the same in 1.0 and 2.0), and its buckets
 * as explicit ones. Reused.
 *
 * <p>Of exponential schemas a bucket of index i holds what is above {@code 2^((i - 1) / 2^schema)},
 * up to {@code 2^(i / 2^schema)}: one more than in OTLP. Schema {@value #CUSTOM_BOUNDS} has bounds
 * of its own. Counts come as differences (of whole numbers) or as they are (floating point).
 */
final class NativeHistogram {

  private static final int COUNT = WireReader.tag(1, WireReader.VARINT);
  private static final int FLOAT_COUNT = WireReader.tag(2, WireReader.FIXED64);
  private static final int SUM = WireReader.tag(3, WireReader.FIXED64);
  private static final int SCHEMA = WireReader.tag(4, WireReader.VARINT);
  private static final int ZERO_THRESHOLD = WireReader.tag(5, WireReader.FIXED64);
  private static final int ZERO_COUNT = WireReader.tag(6, WireReader.VARINT);
  private static final int ZERO_FLOAT_COUNT = WireReader.tag(7, WireReader.FIXED64);
  private static final int NEGATIVE_SPAN = 8;
  private static final int POSITIVE_SPAN = 11;
  private static final int RESET_HINT = WireReader.tag(14, WireReader.VARINT);
  private static final int TIMESTAMP = WireReader.tag(15, WireReader.VARINT);
  private static final int CUSTOM_VALUE = 16;

  private static final int SPAN_OFFSET = WireReader.tag(1, WireReader.VARINT);
  private static final int SPAN_LENGTH = WireReader.tag(2, WireReader.VARINT);

  private static final long RESET_HINT_GAUGE = 3;
  private static final int CUSTOM_BOUNDS = -53;

  private final Side negative = new Side(NEGATIVE_SPAN);
  private final Side positive = new Side(POSITIVE_SPAN);
  private final Doubles customBounds = new Doubles();
  private final ExponentialBuckets exponential = new ExponentialBuckets();
  private final Doubles bounds = new Doubles();
  private final Doubles counts = new Doubles();

  double count;
  double sum;
  long timestamp;
  boolean isGauge;
  private int schema;

  /** Reads the message that follows, its length before it. */
  void read(WireReader wire) throws UnreadableBodyException {
    clear();
    int length = wire.readLength();
    int outer = wire.enter(wire.position() + length);
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (!readNumber(wire, tag)
          && !negative.read(wire, tag)
          && !positive.read(wire, tag)
          && !readDoubles(wire, tag, CUSTOM_VALUE, customBounds)) {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    // a native histogram is marked stale in its sum alone; all that is derived ends with it
    if (isStale()) {
      count = sum;
    }
  }

  private void clear() {
    count = 0;
    sum = 0;
    timestamp = 0;
    isGauge = false;
    schema = 0;
    negative.clear();
    positive.clear();
    customBounds.clear();
    exponential.clear();
  }

  private boolean readNumber(WireReader wire, int tag) throws UnreadableBodyException {
    if (tag == COUNT) {
      count = OtlpPoint.unsigned(wire.readVarint());
    } else if (tag == FLOAT_COUNT) {
      count = wire.readDouble();
    } else if (tag == SUM) {
      sum = wire.readDouble();
    } else if (tag == SCHEMA) {
      schema = (int) WireReader.zigZag(wire.readVarint());
    } else if (tag == ZERO_THRESHOLD) {
      exponential.zeroThreshold = wire.readDouble();
    } else if (tag == ZERO_COUNT) {
      exponential.zeroCount = OtlpPoint.unsigned(wire.readVarint());
    } else if (tag == ZERO_FLOAT_COUNT) {
      exponential.zeroCount = wire.readDouble();
    } else if (tag == RESET_HINT) {
      isGauge = wire.readVarint() == RESET_HINT_GAUGE;
    } else if (tag == TIMESTAMP) {
      timestamp = wire.readVarint();
    } else {
      return false;
    }
    return true;
  }

  boolean isStale() {
    return Double.doubleToRawLongBits(sum) == Sample.STALE_NAN_BITS;
  }

  /**
   * Makes explicit buckets of those read.
   *
   * @return whether there are any; not where the sender gave none, or a schema of a later version
   */
  boolean toExplicit() {
    bounds.clear();
    counts.clear();
    if (schema == CUSTOM_BOUNDS) {
      return positive.fill(customBounds, bounds, counts);
    }
    exponential.scale = schema;
    if (!exponential.hasScale()
        || (positive.isEmpty() && negative.isEmpty() && exponential.zeroCount == 0)) {
      return false;
    }
    positive.fill(exponential.positive);
    negative.fill(exponential.negative);
    exponential.toExplicit(count, bounds, counts);
    return true;
  }

  /** Upper bounds, ascending, without +Inf. */
  Doubles bounds() {
    return bounds;
  }

  /** Observations of each bound, not cumulative. */
  Doubles counts() {
    return counts;
  }

  private static boolean readDoubles(WireReader wire, int tag, int field, Doubles into)
      throws UnreadableBodyException {
    if (tag == WireReader.tag(field, WireReader.FIXED64)) {
      into.add(wire.readDouble());
    } else if (tag == WireReader.tag(field, WireReader.LENGTH)) {
      int length = wire.readLength();
      int outer = wire.enter(wire.position() + length);
      while (wire.hasMore()) {
        into.add(wire.readDouble());
      }
      wire.leave(outer);
    } else {
      return false;
    }
    return true;
  }

  /** Buckets of one sign: runs of consecutive indexes, and the counts of all of them in a row. */
  private static final class Side {

    private final int spanTag;
    private final int deltaTag;
    private final int deltasTag;
    private final int countField;
    private final Doubles offsets = new Doubles();
    private final Doubles lengths = new Doubles();
    private final Doubles counts = new Doubles();
    private long wholeCount;

    Side(int spanField) {
      spanTag = WireReader.tag(spanField, WireReader.LENGTH);
      deltaTag = WireReader.tag(spanField + 1, WireReader.VARINT);
      deltasTag = WireReader.tag(spanField + 1, WireReader.LENGTH);
      countField = spanField + 2;
    }

    void clear() {
      offsets.clear();
      lengths.clear();
      counts.clear();
      wholeCount = 0;
    }

    boolean isEmpty() {
      return counts.size() == 0;
    }

    boolean read(WireReader wire, int tag) throws UnreadableBodyException {
      if (tag == spanTag) {
        readSpan(wire);
      } else if (tag == deltaTag) {
        addDelta(wire.readVarint());
      } else if (tag == deltasTag) {
        int length = wire.readLength();
        int outer = wire.enter(wire.position() + length);
        while (wire.hasMore()) {
          addDelta(wire.readVarint());
        }
        wire.leave(outer);
      } else {
        return readDoubles(wire, tag, countField, counts);
      }
      return true;
    }

    private void readSpan(WireReader wire) throws UnreadableBodyException {
      long offset = 0;
      long length = 0;
      int bytes = wire.readLength();
      int outer = wire.enter(wire.position() + bytes);
      while (wire.hasMore()) {
        int tag = wire.readTag();
        if (tag == SPAN_OFFSET) {
          offset = WireReader.zigZag(wire.readVarint());
        } else if (tag == SPAN_LENGTH) {
          length = wire.readVarint() & 0xFFFF_FFFFL;
        } else {
          wire.skip(tag);
        }
      }
      wire.leave(outer);
      offsets.add((double) offset);
      lengths.add((double) length);
    }

    private void addDelta(long encoded) {
      wholeCount += WireReader.zigZag(encoded);
      counts.add((double) wholeCount);
    }

    /** By the indexes of OTLP. */
    void fill(ExponentialBuckets.Side buckets) {
      long index = -1;
      int next = 0;
      for (int span = 0; span < offsets.size(); span++) {
        index += (long) offsets.get(span);
        for (long i = 0; i < lengths.get(span) && next < counts.size(); i++) {
          buckets.add(index++, counts.get(next++));
        }
      }
    }

    /** By bounds of their own. */
    boolean fill(Doubles own, Doubles bounds, Doubles explicit) {
      for (int i = 0; i < own.size(); i++) {
        bounds.add(own.get(i));
        explicit.add(0);
      }
      explicit.add(0);
      long index = 0;
      int next = 0;
      for (int span = 0; span < offsets.size(); span++) {
        index += (long) offsets.get(span);
        for (long i = 0; i < lengths.get(span) && next < counts.size(); i++) {
          if (index < 0 || index >= explicit.size()) {
            return false;
          }
          explicit.set((int) index++, counts.get(next++));
        }
      }
      return own.size() > 0;
    }
  }
}
