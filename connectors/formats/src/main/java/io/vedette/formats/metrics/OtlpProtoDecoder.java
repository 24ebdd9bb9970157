package io.vedette.formats.metrics;

import io.vedette.schema.result.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes OTLP metrics as protobuf: ExportMetricsServiceRequest or MetricsData, which are the same
 * bytes (metrics.proto of opentelemetry-proto 1.x).
 *
 * <p>The message is walked and never built: one data point is in memory at a time, so that what a
 * body costs is bounded by its limits, and what stands before damage is told. What must be known
 * first (resource; name, unit, temporality of a metric) is looked up in a first walk of its
 * message, since fields may stand in any order.
 */
final class OtlpProtoDecoder implements MetricDecoder {

  private static final int RESOURCE = WireReader.tag(1, WireReader.LENGTH);
  private static final int RESOURCE_ATTRIBUTES = WireReader.tag(1, WireReader.LENGTH);
  private static final int NAME = WireReader.tag(1, WireReader.LENGTH);
  private static final int UNIT = WireReader.tag(3, WireReader.LENGTH);
  private static final int LAST_KNOWN_FIELD = 12;
  private static final int POINTS = WireReader.tag(1, WireReader.LENGTH);
  private static final int TEMPORALITY = WireReader.tag(2, WireReader.VARINT);
  private static final int MONOTONIC = WireReader.tag(3, WireReader.VARINT);

  /** A part of the body, from a byte to a byte. */
  private interface Part {
    void read(int start, int end) throws UnreadableBodyException;
  }

  private final DecoderLimits limits;
  private final WireReader wire = new WireReader();
  private final OtlpProtoValues values;
  private final OtlpProtoPoints points;
  private final OtlpTranslator translator;
  private final OtlpMetric metric = new OtlpMetric();
  private final OtlpPoint point;

  private byte[] body = new byte[0];
  private @Nullable UnreadableBodyException cut;
  private boolean partIsCut;
  private int dataStart;
  private int dataEnd;
  private int unknownField;

  OtlpProtoDecoder(DecoderLimits limits) {
    this.limits = limits;
    values = new OtlpProtoValues(limits, wire);
    points = new OtlpProtoPoints(wire, values);
    translator = new OtlpTranslator(limits);
    point = new OtlpPoint(limits);
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, MetricVisitor visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    body = bytes;
    cut = null;
    translator.begin(visitor);
    try {
      forEach(1, offset, offset + length, this::readResourceMetrics);
      if (cut != null) {
        throw cut;
      }
    } catch (UnreadableBodyException unreadable) {
      translator.end();
      throw unreadable;
    }
    translator.end();
  }

  /** Reads each message of a repeated field; the last one may be cut off. */
  private void forEach(int field, int start, int end, Part part) throws UnreadableBodyException {
    int next = start;
    while (next < end) {
      wire.reset(body, next, end);
      int tag = wire.readTag();
      if (tag == WireReader.tag(field, WireReader.LENGTH)) {
        next = messageEnd(end);
        part.read(wire.position(), next);
      } else {
        wire.skip(tag);
        next = wire.position();
      }
    }
  }

  /** Where a message ends whose length comes next: with what is around it when it is cut off. */
  private int messageEnd(int end) throws UnreadableBodyException {
    int at = wire.position();
    long announced = wire.readVarint();
    partIsCut = announced < 0 || announced > wire.remaining();
    if (!partIsCut) {
      return wire.position() + (int) announced;
    }
    if (cut == null) {
      cut =
          WireReader.malformed(
              Long.toUnsignedString(announced)
                  + " bytes are announced where "
                  + wire.remaining()
                  + " are left",
              at);
    }
    return end;
  }

  private void readResourceMetrics(int start, int end) throws UnreadableBodyException {
    OtlpAttributes resource = translator.resource();
    resource.clear();
    wire.reset(body, start, end);
    boolean isWhole = false;
    try {
      while (wire.hasMore()) {
        int tag = wire.readTag();
        if (tag == RESOURCE) {
          isWhole = false;
          readResource(resource);
          isWhole = true;
        } else {
          wire.skip(tag);
        }
      }
    } catch (UnreadableBodyException damaged) {
      // A resource in front of the damage is known; else it may stand behind.
      if (!isWhole) {
        throw damaged;
      }
    }
    forEach(2, start, end, this::readScopeMetrics);
  }

  private void readResource(OtlpAttributes resource) throws UnreadableBodyException {
    int length = wire.readLength();
    int outer = wire.enter(wire.position() + length);
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == RESOURCE_ATTRIBUTES) {
        values.readAttribute(body, resource);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
  }

  private void readScopeMetrics(int start, int end) throws UnreadableBodyException {
    forEach(2, start, end, this::readMetric);
  }

  private void readMetric(int start, int end) throws UnreadableBodyException {
    metric.clear();
    unknownField = 0;
    boolean isCut = partIsCut;
    readHeader(start, end);
    readData(dataStart, dataEnd);
    if (isCut && cut != null) {
      // Name, unit, temporality may stand behind the cut: whose points these are is not known.
      throw cut;
    }
    if (metric.data == OtlpMetric.Data.NONE) {
      if (unknownField != 0) {
        translator.refuseMetric(
            DeadLetterReason.UNSUPPORTED,
            "has data of a kind that is not known, field " + unknownField);
      }
      return;
    }
    translator.beginMetric(metric);
    readPoints(dataStart, dataEnd);
  }

  private void readHeader(int start, int end) throws UnreadableBodyException {
    dataStart = end;
    dataEnd = end;
    wire.reset(body, start, end);
    while (wire.hasMore()) {
      int tag = wire.readTag();
      OtlpMetric.Data data = OtlpMetric.Data.ofField(tag >>> 3);
      if (tag == NAME) {
        metric.name = readText();
      } else if (tag == UNIT) {
        metric.unit = readText();
      } else if (data != OtlpMetric.Data.NONE && (tag & 7) == WireReader.LENGTH) {
        metric.data = data;
        int length = wire.readLength();
        dataStart = wire.position();
        dataEnd = dataStart + length;
        wire.moveTo(dataEnd);
      } else {
        if (tag >>> 3 > LAST_KNOWN_FIELD) {
          unknownField = tag >>> 3;
        }
        wire.skip(tag);
      }
    }
  }

  private void readData(int start, int end) throws UnreadableBodyException {
    wire.reset(body, start, end);
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == TEMPORALITY) {
        metric.temporality = wire.readVarint();
      } else if (tag == MONOTONIC) {
        metric.monotonic = wire.readVarint() != 0;
      } else {
        wire.skip(tag);
      }
    }
  }

  private void readPoints(int start, int end) throws UnreadableBodyException {
    wire.reset(body, start, end);
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag != POINTS) {
        wire.skip(tag);
        continue;
      }
      int length = wire.readLength();
      int outer = wire.enter(wire.position() + length);
      points.read(body, metric.data, point);
      wire.leave(outer);
      translator.point(point);
    }
  }

  /** A name or unit; one that is not text, or too long for any label, is read as nothing. */
  private String readText() throws UnreadableBodyException {
    int length = wire.readLength();
    int at = wire.position();
    wire.moveTo(at + length);
    return length <= limits.maxLabelValueBytes() && Utf8.isValid(body, at, length)
        ? new String(body, at, length, StandardCharsets.UTF_8)
        : "";
  }
}
