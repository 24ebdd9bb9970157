package io.vedette.formats.metrics;

import io.vedette.schema.result.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/**
 * What remote write 1.0 and 2.0 have in common: a snappy block of a message with a list of series,
 * each with labels, samples and native histograms.
 *
 * <p>Every series message is walked twice, since its fields may stand in any order: first for
 * labels and counts, then for samples. A native histogram becomes a sample of {@code <name>_count},
 * one of {@code <name>_sum} and one of {@code <name>_bucket} for each bound that holds something;
 * exemplars are passed over.
 *
 * <p>Cost: linear in the body; no allocation per series or sample.
 */
abstract class RemoteWriteDecoder implements MetricDecoder {

  private static final int SAMPLES = WireReader.tag(2, WireReader.LENGTH);
  private static final int SAMPLE_VALUE = WireReader.tag(1, WireReader.FIXED64);
  private static final int SAMPLE_TIMESTAMP = WireReader.tag(2, WireReader.VARINT);

  /** Labels of the series at hand. */
  final LabelSpans labels;

  /** Walks the body. */
  final WireReader wire = new WireReader();

  private final SnappyBlock snappy;
  private final Refusals refusals = new Refusals();
  private final NativeHistogram histogram = new NativeHistogram();
  private final int seriesTag;
  private final int histogramsTag;

  private int stop;
  private @Nullable UnreadableBodyException damage;

  RemoteWriteDecoder(DecoderLimits limits, int seriesField, int histogramsField) {
    labels = new LabelSpans(limits);
    snappy = new SnappyBlock(limits.maxUnpackedBytes());
    seriesTag = WireReader.tag(seriesField, WireReader.LENGTH);
    histogramsTag = WireReader.tag(histogramsField, WireReader.LENGTH);
  }

  /**
   * Looks over a body for what must be known before its series. Damage is left to be met again
   * where it stands among the series.
   */
  abstract void begin(byte[] body, int length) throws UnreadableBodyException;

  /** Whether a field of a series message, not samples or histograms, tells of its identity. */
  abstract boolean isLabelField(int tag);

  /** A series begins. */
  void beginSeries() {}

  /** The fields of a series were read; a flaw found now goes to the labels. */
  void endSeries() {}

  /**
   * Decodes a whole series message without reading its labels, when it can be recognised; false,
   * and nothing told, when it must be read field by field.
   */
  boolean decodeRecognised(byte[] body, int start, int end, MetricVisitor visitor) {
    return false;
  }

  /** The labels of the series that was just not recognised turned out to be good. */
  void remember(LabelSpans labels) {}

  /** Reads a field of a series message that is not samples or histograms. */
  abstract void readSeriesField(int tag) throws UnreadableBodyException;

  @Override
  public final void decode(byte[] body, int offset, int length, MetricVisitor visitor)
      throws UnreadableBodyException {
    int unpacked = snappy.unpack(body, offset, length);
    refusals.begin(visitor);
    try {
      begin(snappy.buffer(), unpacked);
      decodeSeries(snappy.buffer(), unpacked, visitor);
    } catch (UnreadableBodyException unreadable) {
      refusals.end();
      throw unreadable;
    }
    refusals.end();
  }

  private void decodeSeries(byte[] body, int length, MetricVisitor visitor)
      throws UnreadableBodyException {
    int index = 0;
    int next = 0;
    while (next < length) {
      wire.reset(body, next, length);
      int tag = wire.readTag();
      if (tag != seriesTag) {
        wire.skip(tag);
        next = wire.position();
        continue;
      }
      int at = wire.position();
      long announced = wire.readVarint();
      damage = null;
      stop = length;
      if (announced >= 0 && announced <= wire.remaining()) {
        stop = wire.position() + (int) announced;
      } else {
        damage =
            WireReader.malformed(
                "timeseries["
                    + index
                    + "] of "
                    + Long.toUnsignedString(announced)
                    + " bytes is cut off after "
                    + wire.remaining(),
                at);
      }
      next = stop;
      decodeOneSeries(index++, body, wire.position(), visitor);
    }
  }

  private void decodeOneSeries(int index, byte[] body, int start, MetricVisitor visitor)
      throws UnreadableBodyException {
    boolean whole = damage == null;
    if (whole && decodeRecognised(body, start, stop, visitor)) {
      return;
    }
    labels.clear();
    beginSeries();
    wire.reset(body, start, stop);
    int samples = 0;
    int histograms = 0;
    int at = start;
    int tag = 0;
    try {
      while (wire.hasMore()) {
        at = wire.position();
        tag = wire.readTag();
        if (tag == SAMPLES) {
          wire.skipLength();
          samples++;
        } else if (tag == histogramsTag) {
          wire.skipLength();
          histograms++;
        } else {
          readSeriesField(tag);
        }
      }
    } catch (UnreadableBodyException damaged) {
      damagedAt(at, index, damaged);
      if (isLabelField(tag)) {
        // Whose samples these are is not known any more.
        throw damaged;
      }
    }
    if (damage != null && samples + histograms == 0) {
      throw damage;
    }
    endSeries();
    if (!labels.seal()) {
      refusals.refuse(
          labels.flaw(),
          samples + histograms,
          () -> "timeseries[" + index + "] " + labels.explanation());
    } else {
      if (whole) {
        remember(labels);
      }
      if (samples > 0) {
        visitor.series(labels);
        passSamples(index, body, start, visitor);
      }
      if (histograms > 0) {
        passHistograms(index, body, start, visitor);
      }
    }
    if (damage != null) {
      throw damage;
    }
  }

  /** Ends the series at a field that cannot be read; what stands before it still counts. */
  private void damagedAt(int at, int index, UnreadableBodyException cause) {
    stop = at;
    if (damage == null) {
      damage =
          new UnreadableBodyException(
              DeadLetterReason.MALFORMED,
              "timeseries[" + index + "]: " + cause.getMessage(),
              cause);
    }
  }

  private void passSamples(int index, byte[] body, int start, MetricVisitor visitor) {
    wire.reset(body, start, stop);
    int at = start;
    try {
      while (wire.hasMore()) {
        at = wire.position();
        int tag = wire.readTag();
        if (tag != SAMPLES) {
          wire.skip(tag);
          continue;
        }
        int length = wire.readLength();
        int outer = wire.enter(wire.position() + length);
        double value = 0;
        long timestamp = 0;
        while (wire.hasMore()) {
          int field = wire.readTag();
          if (field == SAMPLE_VALUE) {
            value = wire.readDouble();
          } else if (field == SAMPLE_TIMESTAMP) {
            timestamp = wire.readVarint();
          } else {
            wire.skip(field);
          }
        }
        wire.leave(outer);
        visitor.sample(timestamp, value);
      }
    } catch (UnreadableBodyException damaged) {
      damagedAt(at, index, damaged);
    }
  }

  /** What is told of a native histogram; each is a walk of its own, as each is another series. */
  private enum Part {
    COUNT("_count"),
    SUM("_sum"),
    BUCKETS("_bucket");

    private final String suffix;

    Part(String suffix) {
      this.suffix = suffix;
    }
  }

  private void passHistograms(int index, byte[] body, int start, MetricVisitor visitor) {
    for (Part part : Part.values()) {
      passHistograms(index, body, start, visitor, part);
    }
  }

  private void passHistograms(int index, byte[] body, int start, MetricVisitor visitor, Part part) {
    wire.reset(body, start, stop);
    int at = start;
    boolean begun = false;
    try {
      while (wire.hasMore()) {
        at = wire.position();
        int tag = wire.readTag();
        if (tag != histogramsTag) {
          wire.skip(tag);
          continue;
        }
        histogram.read(wire);
        PrometheusType type =
            histogram.isGauge ? PrometheusType.GAUGE_HISTOGRAM : PrometheusType.HISTOGRAM;
        if (part == Part.BUCKETS) {
          passBuckets(type, visitor);
          continue;
        }
        if (!begun) {
          begun = true;
          labels.derive(part.suffix, type);
          visitor.series(labels);
        }
        if (part == Part.COUNT) {
          visitor.histogram();
        }
        visitor.sample(histogram.timestamp, part == Part.COUNT ? histogram.count : histogram.sum);
      }
    } catch (UnreadableBodyException damaged) {
      damagedAt(at, index, damaged);
    }
  }

  private void passBuckets(PrometheusType type, MetricVisitor visitor) {
    if (histogram.isStale()) {
      passBucket("+Inf", histogram.count, type, visitor);
      return;
    }
    if (!histogram.toExplicit()) {
      return;
    }
    double cumulative = 0;
    for (int i = 0; i < histogram.bounds().size(); i++) {
      cumulative += histogram.counts().get(i);
      passBucket(Numbers.plain(histogram.bounds().get(i)), cumulative, type, visitor);
    }
    passBucket("+Inf", histogram.count, type, visitor);
  }

  private void passBucket(
      String bound, double cumulative, PrometheusType type, MetricVisitor visitor) {
    if (labels.deriveBucket(bound, type)) {
      visitor.series(labels);
      visitor.bucket(histogram.timestamp, cumulative);
    }
  }
}
