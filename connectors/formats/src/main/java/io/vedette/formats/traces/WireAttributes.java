package io.vedette.formats.traces;

import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.formats.metrics.WireReader;
import io.vedette.schema.TextCache;

/** Attributes in OTLP protobuf: of a KeyValue whose key is read, a plain value as text. */
final class WireAttributes {

  private static final int KEY = WireReader.tag(1, WireReader.LENGTH);
  private static final int VALUE = WireReader.tag(2, WireReader.LENGTH);
  private static final int STRING = WireReader.tag(1, WireReader.LENGTH);
  private static final int BOOL = WireReader.tag(2, WireReader.VARINT);
  private static final int INT = WireReader.tag(3, WireReader.VARINT);
  private static final int DOUBLE = WireReader.tag(4, WireReader.FIXED64);

  private final WireReader wire;
  private final TextCache texts;

  WireAttributes(WireReader wire, TextCache texts) {
    this.wire = wire;
    this.texts = texts;
  }

  /** Reads the KeyValue whose tag was read. */
  void read(byte[] bytes, Attributes into) throws UnreadableBodyException {
    int length = wire.readLength();
    int outer = wire.enter(wire.position() + length);
    Attribute attribute = null;
    int value = -1;
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == KEY) {
        int keyLength = wire.readLength();
        attribute = Attribute.of(bytes, wire.position(), keyLength);
        wire.moveTo(wire.position() + keyLength);
      } else if (tag == VALUE) {
        value = wire.position();
        wire.skipLength();
      } else {
        wire.skip(tag);
      }
    }
    if (attribute != null && value >= 0) {
      wire.moveTo(value);
      into.put(attribute, readValue(bytes));
    }
    wire.leave(outer);
  }

  private String readValue(byte[] bytes) throws UnreadableBodyException {
    int length = wire.readLength();
    int outer = wire.enter(wire.position() + length);
    String text = "";
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == STRING) {
        text = readText(bytes);
      } else if (tag == BOOL) {
        text = Boolean.toString(wire.readVarint() != 0);
      } else if (tag == INT) {
        text = Long.toString(wire.readVarint());
      } else if (tag == DOUBLE) {
        text = Double.toString(wire.readDouble());
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    return text;
  }

  /** Reads a string. */
  String readText(byte[] bytes) throws UnreadableBodyException {
    int length = wire.readLength();
    String text = texts.text(bytes, wire.position(), length);
    wire.moveTo(wire.position() + length);
    return text;
  }
}
