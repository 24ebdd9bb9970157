package io.vedette.formats.metrics;

import io.vedette.formats.metrics.OtlpMetric.Data;

/** Reads OTLP data points of every kind from protobuf; exemplars are passed over. */
final class OtlpProtoPoints {

  private static final int EXPONENTIAL_ATTRIBUTES = WireReader.tag(1, WireReader.LENGTH);
  private static final int TIME = WireReader.tag(3, WireReader.FIXED64);
  private static final int DOUBLE_OR_COUNT = WireReader.tag(4, WireReader.FIXED64);
  private static final int SUM = WireReader.tag(5, WireReader.FIXED64);
  private static final int INT_OR_BUCKET_COUNT = WireReader.tag(6, WireReader.FIXED64);
  private static final int BUCKET_COUNTS_OR_QUANTILE = WireReader.tag(6, WireReader.LENGTH);
  private static final int BOUND = WireReader.tag(7, WireReader.FIXED64);
  private static final int BOUNDS_OR_ATTRIBUTES = WireReader.tag(7, WireReader.LENGTH);
  private static final int FLAGS = WireReader.tag(8, WireReader.VARINT);
  private static final int HISTOGRAM_ATTRIBUTES = WireReader.tag(9, WireReader.LENGTH);
  private static final int HISTOGRAM_FLAGS = WireReader.tag(10, WireReader.VARINT);

  private static final int SCALE = WireReader.tag(6, WireReader.VARINT);
  private static final int ZERO_COUNT = WireReader.tag(7, WireReader.FIXED64);
  private static final int POSITIVE = WireReader.tag(8, WireReader.LENGTH);
  private static final int NEGATIVE = WireReader.tag(9, WireReader.LENGTH);
  private static final int ZERO_THRESHOLD = WireReader.tag(14, WireReader.FIXED64);
  private static final int BUCKETS_OFFSET = WireReader.tag(1, WireReader.VARINT);
  private static final int BUCKETS_COUNT = WireReader.tag(2, WireReader.VARINT);
  private static final int BUCKETS_COUNTS = WireReader.tag(2, WireReader.LENGTH);

  private static final int QUANTILE = WireReader.tag(1, WireReader.FIXED64);
  private static final int QUANTILE_VALUE = WireReader.tag(2, WireReader.FIXED64);

  private final WireReader wire;
  private final OtlpProtoValues values;

  OtlpProtoPoints(WireReader wire, OtlpProtoValues values) {
    this.wire = wire;
    this.values = values;
  }

  /** Reads the message the reader has entered. */
  void read(byte[] body, Data data, OtlpPoint point) throws UnreadableBodyException {
    point.clear();
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == TIME) {
        point.timeNanos = wire.readFixed64();
        continue;
      }
      boolean known =
          switch (data) {
            case GAUGE, SUM -> readNumberField(body, tag, point);
            case HISTOGRAM -> readHistogramField(body, tag, point);
            case EXPONENTIAL_HISTOGRAM -> readExponentialField(body, tag, point);
            case SUMMARY -> readSummaryField(body, tag, point);
            case NONE -> false;
          };
      if (!known) {
        wire.skip(tag);
      }
    }
  }

  private boolean readNumberField(byte[] body, int tag, OtlpPoint point)
      throws UnreadableBodyException {
    if (tag == BOUNDS_OR_ATTRIBUTES) {
      values.readAttribute(body, point.attributes);
    } else if (tag == DOUBLE_OR_COUNT) {
      point.setValue(wire.readDouble());
    } else if (tag == INT_OR_BUCKET_COUNT) {
      point.setValue((double) wire.readFixed64());
    } else if (tag == FLAGS) {
      point.flags = wire.readVarint();
    } else {
      return false;
    }
    return true;
  }

  private boolean readHistogramField(byte[] body, int tag, OtlpPoint point)
      throws UnreadableBodyException {
    if (tag == HISTOGRAM_ATTRIBUTES) {
      values.readAttribute(body, point.attributes);
    } else if (tag == INT_OR_BUCKET_COUNT) {
      point.bucketCounts.add(OtlpPoint.unsigned(wire.readFixed64()));
    } else if (tag == BUCKET_COUNTS_OR_QUANTILE) {
      int outer = enterMessage();
      while (wire.hasMore()) {
        point.bucketCounts.add(OtlpPoint.unsigned(wire.readFixed64()));
      }
      wire.leave(outer);
    } else if (tag == BOUND) {
      point.bounds.add(wire.readDouble());
    } else if (tag == BOUNDS_OR_ATTRIBUTES) {
      int outer = enterMessage();
      while (wire.hasMore()) {
        point.bounds.add(wire.readDouble());
      }
      wire.leave(outer);
    } else {
      return readCountSumOrFlags(tag, HISTOGRAM_FLAGS, point);
    }
    return true;
  }

  private boolean readExponentialField(byte[] body, int tag, OtlpPoint point)
      throws UnreadableBodyException {
    if (tag == EXPONENTIAL_ATTRIBUTES) {
      values.readAttribute(body, point.attributes);
    } else if (tag == SCALE) {
      point.exponential.scale = (int) WireReader.zigZag(wire.readVarint());
    } else if (tag == ZERO_COUNT) {
      point.exponential.zeroCount = OtlpPoint.unsigned(wire.readFixed64());
    } else if (tag == POSITIVE) {
      readBuckets(point.exponential.positive);
    } else if (tag == NEGATIVE) {
      readBuckets(point.exponential.negative);
    } else if (tag == ZERO_THRESHOLD) {
      point.exponential.zeroThreshold = wire.readDouble();
    } else {
      return readCountSumOrFlags(tag, HISTOGRAM_FLAGS, point);
    }
    return true;
  }

  /** Reads buckets of consecutive indexes; that of the first may stand behind them. */
  private void readBuckets(ExponentialBuckets.Side buckets) throws UnreadableBodyException {
    long offset = 0;
    int outer = enterMessage();
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == BUCKETS_OFFSET) {
        offset = WireReader.zigZag(wire.readVarint());
      } else if (tag == BUCKETS_COUNT) {
        buckets.add(buckets.size(), OtlpPoint.unsigned(wire.readVarint()));
      } else if (tag == BUCKETS_COUNTS) {
        int packed = enterMessage();
        while (wire.hasMore()) {
          buckets.add(buckets.size(), OtlpPoint.unsigned(wire.readVarint()));
        }
        wire.leave(packed);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    buckets.moveBy(offset);
  }

  private boolean readSummaryField(byte[] body, int tag, OtlpPoint point)
      throws UnreadableBodyException {
    if (tag == BOUNDS_OR_ATTRIBUTES) {
      values.readAttribute(body, point.attributes);
    } else if (tag == BUCKET_COUNTS_OR_QUANTILE) {
      readQuantile(point);
    } else {
      return readCountSumOrFlags(tag, FLAGS, point);
    }
    return true;
  }

  private boolean readCountSumOrFlags(int tag, int flagsTag, OtlpPoint point)
      throws UnreadableBodyException {
    if (tag == DOUBLE_OR_COUNT) {
      point.count = OtlpPoint.unsigned(wire.readFixed64());
    } else if (tag == SUM) {
      point.setSum(wire.readDouble());
    } else if (tag == flagsTag) {
      point.flags = wire.readVarint();
    } else {
      return false;
    }
    return true;
  }

  private void readQuantile(OtlpPoint point) throws UnreadableBodyException {
    double quantile = 0;
    double value = 0;
    int outer = enterMessage();
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == QUANTILE) {
        quantile = wire.readDouble();
      } else if (tag == QUANTILE_VALUE) {
        value = wire.readDouble();
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    point.quantiles.add(quantile);
    point.quantileValues.add(value);
  }

  private int enterMessage() throws UnreadableBodyException {
    int length = wire.readLength();
    return wire.enter(wire.position() + length);
  }
}
