package io.vedette.formats.metrics;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Attributes in protobuf as text, by the attribute rules of the OpenTelemetry specification: texts
 * as they are, numbers and booleans in decimal and words, bytes in Base64, lists and maps as JSON.
 */
final class OtlpProtoValues {

  /** Lists in lists deeper than this are refused. */
  static final int MAX_DEPTH = 16;

  private static final int KEY = WireReader.tag(1, WireReader.LENGTH);
  private static final int VALUE = WireReader.tag(2, WireReader.LENGTH);
  private static final int LIST_VALUES = WireReader.tag(1, WireReader.LENGTH);

  private static final int STRING = WireReader.tag(1, WireReader.LENGTH);
  private static final int BOOL = WireReader.tag(2, WireReader.VARINT);
  private static final int INT = WireReader.tag(3, WireReader.VARINT);
  private static final int DOUBLE = WireReader.tag(4, WireReader.FIXED64);
  private static final int LIST = WireReader.tag(5, WireReader.LENGTH);
  private static final int MAP = WireReader.tag(6, WireReader.LENGTH);
  private static final int BYTES = WireReader.tag(7, WireReader.LENGTH);

  private final DecoderLimits limits;
  private final WireReader wire;
  private final StringBuilder text = new StringBuilder();
  private boolean overLimit;
  private boolean notText;

  OtlpProtoValues(DecoderLimits limits, WireReader wire) {
    this.limits = limits;
    this.wire = wire;
  }

  /** Reads one KeyValue, whose tag was read, into attributes. */
  void readAttribute(byte[] body, OtlpAttributes attributes) throws UnreadableBodyException {
    overLimit = false;
    notText = false;
    text.setLength(0);
    String key = "";
    int outer = enterMessage();
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == KEY) {
        key = readText(body, limits.maxLabelNameBytes());
      } else if (tag == VALUE) {
        text.setLength(0);
        readValue(body, false, 0);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    if (notText) {
      attributes.refuse(
          DeadLetterReason.MALFORMED, "attribute " + Utf8.excerpt(key) + " is not UTF-8");
    } else if (overLimit) {
      attributes.refuse(
          DeadLetterReason.OVER_LIMIT,
          "attribute " + Utf8.excerpt(key) + " is longer than the limit on names or values");
    } else if (key.isEmpty()) {
      attributes.refuse(DeadLetterReason.MALFORMED, "has an attribute without a key");
    } else {
      attributes.add(key, text.toString());
    }
  }

  /** Reads a string; one beyond a length, or not UTF-8, is noted and read as nothing. */
  private String readText(byte[] body, int maxBytes) throws UnreadableBodyException {
    int length = wire.readLength();
    int at = wire.position();
    wire.moveTo(at + length);
    if (length > maxBytes) {
      overLimit = true;
      return "";
    }
    if (!Utf8.isValid(body, at, length)) {
      notText = true;
      return "";
    }
    return new String(body, at, length, StandardCharsets.UTF_8);
  }

  private void readValue(byte[] body, boolean asJson, int depth) throws UnreadableBodyException {
    if (depth > MAX_DEPTH) {
      throw WireReader.malformed(
          "an attribute is nested deeper than " + MAX_DEPTH, wire.position());
    }
    int outer = enterMessage();
    boolean empty = true;
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (!hasRoom()) {
        wire.skip(tag);
        continue;
      }
      empty = false;
      if (tag == STRING) {
        append(readText(body, limits.maxLabelValueBytes()), asJson);
      } else if (tag == BOOL) {
        text.append(wire.readVarint() != 0);
      } else if (tag == INT) {
        text.append(wire.readVarint());
      } else if (tag == DOUBLE) {
        text.append(Numbers.plain(wire.readDouble()));
      } else if (tag == LIST) {
        readList(body, depth);
      } else if (tag == MAP) {
        readMap(body, depth);
      } else if (tag == BYTES) {
        readBytes(body, asJson);
      } else {
        wire.skip(tag);
      }
    }
    if (empty && asJson) {
      text.append("null");
    }
    wire.leave(outer);
  }

  private void readList(byte[] body, int depth) throws UnreadableBodyException {
    int outer = enterMessage();
    char before = '[';
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag == LIST_VALUES && hasRoom()) {
        text.append(before);
        before = ',';
        readValue(body, true, depth + 1);
      } else {
        wire.skip(tag);
      }
    }
    text.append(before == '[' ? "[]" : "]");
    wire.leave(outer);
  }

  private void readMap(byte[] body, int depth) throws UnreadableBodyException {
    int outer = enterMessage();
    char before = '{';
    while (wire.hasMore()) {
      int tag = wire.readTag();
      if (tag != LIST_VALUES || !hasRoom()) {
        wire.skip(tag);
        continue;
      }
      text.append(before);
      before = ',';
      int entry = enterMessage();
      while (wire.hasMore()) {
        int field = wire.readTag();
        if (field == KEY) {
          append(readText(body, limits.maxLabelNameBytes()), true);
          text.append(':');
        } else if (field == VALUE) {
          readValue(body, true, depth + 1);
        } else {
          wire.skip(field);
        }
      }
      wire.leave(entry);
    }
    text.append(before == '{' ? "{}" : "}");
    wire.leave(outer);
  }

  /** Whether the text is still within the limit; notes when it is not. */
  private boolean hasRoom() {
    overLimit |= text.length() > limits.maxLabelValueBytes();
    return !overLimit;
  }

  private void readBytes(byte[] body, boolean asJson) throws UnreadableBodyException {
    int length = wire.readLength();
    int at = wire.position();
    wire.moveTo(at + length);
    if (length > limits.maxLabelValueBytes()) {
      overLimit = true;
      return;
    }
    append(Base64.getEncoder().encodeToString(Arrays.copyOfRange(body, at, at + length)), asJson);
  }

  private void append(String value, boolean asJson) {
    if (asJson) {
      text.append('"');
      JsonStringEncoder.getInstance().quoteAsString(value, text);
      text.append('"');
    } else {
      text.append(value);
    }
  }

  private int enterMessage() throws UnreadableBodyException {
    int length = wire.readLength();
    return wire.enter(wire.position() + length);
  }
}
