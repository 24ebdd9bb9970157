package io.vedette.formats.traces;

import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.formats.metrics.WireReader;
import io.vedette.schema.SpanKind;
import io.vedette.schema.TextCache;

/**
 * OTLP traces as protobuf: ExportTraceServiceRequest or TracesData, which are the same bytes
 * (trace.proto of opentelemetry-proto 1.x). The message is walked and never built; the resource,
 * which may stand behind its spans, is looked up in a first walk. An attribute that is not read
 * costs the hash of its key.
 */
final class OtlpSpansProtoDecoder implements SpanDecoder {

  private static final int RESOURCE_SPANS = 1 << 3 | WireReader.LENGTH;
  private static final int RESOURCE = 1 << 3 | WireReader.LENGTH;
  private static final int SCOPE_SPANS = 2 << 3 | WireReader.LENGTH;
  private static final int RESOURCE_ATTRIBUTES = 1 << 3 | WireReader.LENGTH;
  private static final int SPANS = 2 << 3 | WireReader.LENGTH;

  private static final int TRACE_ID = 1 << 3 | WireReader.LENGTH;
  private static final int SPAN_ID = 2 << 3 | WireReader.LENGTH;
  private static final int TRACE_STATE = 3 << 3 | WireReader.LENGTH;
  private static final int PARENT_ID = 4 << 3 | WireReader.LENGTH;
  private static final int NAME = 5 << 3 | WireReader.LENGTH;
  private static final int KIND = 6 << 3 | WireReader.VARINT;
  private static final int START = 7 << 3 | WireReader.FIXED64;
  private static final int END = 8 << 3 | WireReader.FIXED64;
  private static final int ATTRIBUTES = 9 << 3 | WireReader.LENGTH;
  private static final int LINKS = 13 << 3 | WireReader.LENGTH;
  private static final int STATUS = 15 << 3 | WireReader.LENGTH;
  private static final int STATUS_CODE = 3 << 3 | WireReader.VARINT;
  private static final int STATUS_ERROR = 2;

  private static final int LINK_TRACE_ID = 1 << 3 | WireReader.LENGTH;
  private static final int LINK_SPAN_ID = 2 << 3 | WireReader.LENGTH;
  private static final int SLOTS = 1_024;

  private final SpanLimits limits;
  private final WireReader wire = new WireReader();
  private final TextCache texts = new TextCache(SLOTS);
  private final WireAttributes attributes = new WireAttributes(wire, texts);
  private final SpanBuilder span;
  private byte[] bytes = new byte[0];

  private long high;
  private long low;
  private long end;

  OtlpSpansProtoDecoder(SpanLimits limits) {
    this.limits = limits;
    span = new SpanBuilder(limits);
  }

  @Override
  public void decode(byte[] body, int offset, int length, SpanVisitor visitor)
      throws UnreadableBodyException {
    limits.bodies().checkSize(length);
    bytes = body;
    wire.reset(body, offset, offset + length);
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == RESOURCE_SPANS) {
        readResourceSpans(visitor);
      } else {
        wire.skip(tag);
      }
    }
  }

  private void readResourceSpans(SpanVisitor visitor) throws UnreadableBodyException {
    int outer = enter();
    int first = wire.position();
    span.clearResource();
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == RESOURCE) {
        readResource();
      } else {
        wire.skip(tag);
      }
    }
    wire.moveTo(first);
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == SCOPE_SPANS) {
        readScope(visitor);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
  }

  private void readResource() throws UnreadableBodyException {
    int outer = enter();
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == RESOURCE_ATTRIBUTES) {
        attributes.read(bytes, span.resource);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
  }

  private void readScope(SpanVisitor visitor) throws UnreadableBodyException {
    int outer = enter();
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == SPANS) {
        readSpan(visitor);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
  }

  private void readSpan(SpanVisitor visitor) throws UnreadableBodyException {
    int outer = enter();
    span.clear();
    end = 0;
    while (wire.hasMore()) {
      readField(wire.readTag());
    }
    span.duration = end - span.start;
    span.tell(visitor);
    wire.leave(outer);
  }

  private void readField(int tag) throws UnreadableBodyException {
    switch (tag) {
      case TRACE_ID -> {
        readTraceId();
        span.traceHigh = high;
        span.traceLow = low;
      }
      case SPAN_ID -> span.id = readSpanId("span id");
      case PARENT_ID -> span.parent = readSpanId("parent span id");
      case TRACE_STATE -> span.traceState = attributes.readText(bytes);
      case NAME -> span.operation = attributes.readText(bytes);
      case KIND -> span.kind = SpanKind.ofOtlp(wire.readVarint());
      case START -> span.start = wire.readFixed64();
      case END -> end = wire.readFixed64();
      case ATTRIBUTES -> attributes.read(bytes, span.tags);
      case LINKS -> readLink();
      case STATUS -> readStatus();
      default -> wire.skip(tag);
    }
  }

  private void readLink() throws UnreadableBodyException {
    int outer = enter();
    high = 0;
    low = 0;
    long id = 0;
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == LINK_TRACE_ID) {
        readTraceIdOfLink();
      } else if (tag == LINK_SPAN_ID) {
        id = readIdOfLink();
      } else {
        wire.skip(tag);
      }
    }
    if (id != 0 && (high | low) != 0) {
      span.link(high, low, id);
    }
    wire.leave(outer);
  }

  /** An invalid link, as SDKs send for an empty context, is none: its span is good. */
  private void readTraceIdOfLink() throws UnreadableBodyException {
    int length = wire.readLength();
    int at = wire.position();
    wire.moveTo(at + length);
    boolean isValid = length == 16;
    high = isValid ? Ids.ofBytes(bytes, at, at + 8) : 0;
    low = isValid ? Ids.ofBytes(bytes, at + 8, at + 16) : 0;
  }

  private long readIdOfLink() throws UnreadableBodyException {
    int length = wire.readLength();
    int at = wire.position();
    wire.moveTo(at + length);
    return length == 8 ? Ids.ofBytes(bytes, at, at + length) : 0;
  }

  private void readStatus() throws UnreadableBodyException {
    int outer = enter();
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == STATUS_CODE) {
        span.error = wire.readVarint() == STATUS_ERROR;
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
  }

  private void readTraceId() throws UnreadableBodyException {
    int length = wire.readLength();
    int at = wire.position();
    wire.moveTo(at + length);
    if (length != 16) {
      span.refuse("its trace id has " + length + " bytes; it must have 16");
      return;
    }
    high = Ids.ofBytes(bytes, at, at + 8);
    low = Ids.ofBytes(bytes, at + 8, at + 16);
  }

  private long readSpanId(String what) throws UnreadableBodyException {
    int length = wire.readLength();
    int at = wire.position();
    wire.moveTo(at + length);
    if (length != 8 && length != 0) {
      span.refuse("its " + what + " has " + length + " bytes; it must have 8");
      return 0;
    }
    return Ids.ofBytes(bytes, at, at + length);
  }

  private int enter() throws UnreadableBodyException {
    int length = wire.readLength();
    return wire.enter(wire.position() + length);
  }
}
