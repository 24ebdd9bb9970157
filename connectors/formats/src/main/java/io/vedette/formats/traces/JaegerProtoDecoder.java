package io.vedette.formats.traces;

import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.formats.metrics.WireReader;
import io.vedette.schema.TextCache;

/**
 * A span of Jaeger's model.proto as protobuf: the Collector's {@code jaeger_proto} and Jaeger's own
 * Kafka encoding {@code protobuf}, one span a record, its process within it.
 */
final class JaegerProtoDecoder implements SpanDecoder {

  private static final int TRACE_ID = 1 << 3 | WireReader.LENGTH;
  private static final int SPAN_ID = 2 << 3 | WireReader.LENGTH;
  private static final int OPERATION = 3 << 3 | WireReader.LENGTH;
  private static final int REFERENCES = 4 << 3 | WireReader.LENGTH;
  private static final int START = 6 << 3 | WireReader.LENGTH;
  private static final int DURATION = 7 << 3 | WireReader.LENGTH;
  private static final int TAGS = 8 << 3 | WireReader.LENGTH;
  private static final int PROCESS = 10 << 3 | WireReader.LENGTH;

  private static final int REF_TRACE_ID = 1 << 3 | WireReader.LENGTH;
  private static final int REF_SPAN_ID = 2 << 3 | WireReader.LENGTH;
  private static final int REF_TYPE = 3 << 3 | WireReader.VARINT;
  private static final int SECONDS = 1 << 3 | WireReader.VARINT;
  private static final int NANOS = 2 << 3 | WireReader.VARINT;
  private static final int SERVICE = 1 << 3 | WireReader.LENGTH;
  private static final int PROCESS_TAGS = 2 << 3 | WireReader.LENGTH;

  private static final int KEY = 1 << 3 | WireReader.LENGTH;
  private static final int TEXT = 3 << 3 | WireReader.LENGTH;
  private static final int BOOL = 4 << 3 | WireReader.VARINT;
  private static final int INT = 5 << 3 | WireReader.VARINT;
  private static final int DOUBLE = 6 << 3 | WireReader.FIXED64;
  private static final int SLOTS = 1_024;
  private static final long NANOS_A_SECOND = 1_000_000_000L;

  private final SpanLimits limits;
  private final WireReader wire = new WireReader();
  private final TextCache texts = new TextCache(SLOTS);
  private final SpanBuilder span;
  private byte[] bytes = new byte[0];
  private long high;
  private long low;

  JaegerProtoDecoder(SpanLimits limits) {
    this.limits = limits;
    span = new SpanBuilder(limits);
  }

  @Override
  public void decode(byte[] body, int offset, int length, SpanVisitor visitor)
      throws UnreadableBodyException {
    limits.bodies().checkSize(length);
    bytes = body;
    wire.reset(body, offset, offset + length);
    span.clearResource();
    span.clear();
    while (wire.hasMore()) {
      readField(wire.readTag());
    }
    // references name the trace, whose id may stand behind them
    wire.reset(body, offset, offset + length);
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == REFERENCES) {
        readReference();
      } else {
        wire.skip(tag);
      }
    }
    JaegerSpans.finish(span);
    span.tell(visitor);
  }

  private void readField(int tag) throws UnreadableBodyException {
    switch (tag) {
      case TRACE_ID -> {
        readId();
        span.traceHigh = high;
        span.traceLow = low;
      }
      case SPAN_ID -> {
        readId();
        span.id = low;
      }
      case OPERATION -> span.operation = readText();
      case START -> span.start = readTime("startTime");
      case DURATION -> span.duration = readTime("duration");
      case TAGS -> readTag(span.tags);
      case PROCESS -> readProcess();
      default -> wire.skip(tag);
    }
  }

  private void readReference() throws UnreadableBodyException {
    int outer = enter();
    long traceHigh = 0;
    long traceLow = 0;
    long id = 0;
    boolean follows = false;
    while (wire.hasMore()) {
      int tag = wire.readTag();
      switch (tag) {
        case REF_TRACE_ID -> {
          readId();
          traceHigh = high;
          traceLow = low;
        }
        case REF_SPAN_ID -> {
          readId();
          id = low;
        }
        case REF_TYPE -> follows = wire.readVarint() == 1;
        default -> wire.skip(tag);
      }
    }
    JaegerSpans.refer(traceHigh, traceLow, id, follows, span);
    wire.leave(outer);
  }

  private void readProcess() throws UnreadableBodyException {
    int outer = enter();
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == SERVICE) {
        span.resource.put(Attribute.SERVICE, readText());
      } else if (tag == PROCESS_TAGS) {
        readTag(span.resource);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
  }

  private void readTag(Attributes into) throws UnreadableBodyException {
    int outer = enter();
    Attribute attribute = null;
    String value = "";
    while (wire.hasMore()) {
      int tag = wire.readTag();
      switch (tag) {
        case KEY -> {
          int length = wire.readLength();
          attribute = Attribute.of(bytes, wire.position(), length);
          wire.moveTo(wire.position() + length);
        }
        case TEXT -> value = readText();
        case BOOL -> value = Boolean.toString(wire.readVarint() != 0);
        case INT -> value = Long.toString(wire.readVarint());
        case DOUBLE -> value = Double.toString(wire.readDouble());
        default -> wire.skip(tag);
      }
    }
    if (attribute != null) {
      into.put(attribute, value);
    }
    wire.leave(outer);
  }

  /** A Timestamp or Duration in nanoseconds. */
  private long readTime(String what) throws UnreadableBodyException {
    int outer = enter();
    long seconds = 0;
    long nanos = 0;
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == SECONDS) {
        seconds = wire.readVarint();
      } else if (tag == NANOS) {
        nanos = wire.readVarint();
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    try {
      return Math.addExact(Math.multiplyExact(seconds, NANOS_A_SECOND), nanos);
    } catch (ArithmeticException beyond) {
      span.refuse("its " + what + " of " + seconds + " s is beyond the end of time");
      return 0;
    }
  }

  private void readId() throws UnreadableBodyException {
    int length = wire.readLength();
    int at = wire.position();
    wire.moveTo(at + length);
    int end = at + length;
    high = length > 8 ? Ids.ofBytes(bytes, Math.max(at, end - 16), end - 8) : 0;
    low = Ids.ofBytes(bytes, Math.max(at, end - 8), end);
  }

  private String readText() throws UnreadableBodyException {
    int length = wire.readLength();
    String text = texts.text(bytes, wire.position(), length);
    wire.moveTo(wire.position() + length);
    return text;
  }

  private int enter() throws UnreadableBodyException {
    int length = wire.readLength();
    return wire.enter(wire.position() + length);
  }
}
