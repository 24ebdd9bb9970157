package io.vedette.formats.metrics;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vedette.schema.result.DeadLetterReason;

/** Attributes in OTLP JSON as text, by the same rules as {@link OtlpProtoValues}. */
final class OtlpJsonValues {

  private final DecoderLimits limits;
  private final StringBuilder text = new StringBuilder();

  OtlpJsonValues(DecoderLimits limits) {
    this.limits = limits;
  }

  /** Reads the list of KeyValue at hand into attributes. */
  void readAttributes(JsonCursor json, OtlpAttributes attributes) throws UnreadableBodyException {
    if (json.is(JsonToken.VALUE_NULL)) {
      return;
    }
    if (!json.is(JsonToken.START_ARRAY)) {
      attributes.refuse(DeadLetterReason.MALFORMED, json.unexpected("attributes", "an array"));
      json.skip();
      return;
    }
    for (int index = 0; json.nextElement(); index++) {
      if (json.is(JsonToken.START_OBJECT)) {
        readAttribute(json, attributes);
      } else {
        attributes.refuse(
            DeadLetterReason.MALFORMED, json.unexpected("attributes[" + index + "]", "an object"));
        json.skip();
      }
    }
  }

  private void readAttribute(JsonCursor json, OtlpAttributes attributes)
      throws UnreadableBodyException {
    String key = "";
    text.setLength(0);
    String wrong = null;
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      if (field.equals("key") && json.is(JsonToken.VALUE_STRING)) {
        key = json.text();
      } else if (field.equals("value") && json.is(JsonToken.START_OBJECT)) {
        text.setLength(0);
        readValue(json, false);
      } else if (field.equals("key") || field.equals("value")) {
        wrong = json.unexpected(field, field.equals("key") ? "a string" : "an object");
        json.skip();
      } else {
        json.skip();
      }
    }
    if (wrong != null) {
      attributes.refuse(DeadLetterReason.MALFORMED, "attribute " + wrong);
    } else if (!hasRoom() || key.length() > limits.maxLabelNameBytes()) {
      attributes.refuse(
          DeadLetterReason.OVER_LIMIT,
          "attribute " + Utf8.excerpt(key) + " is longer than the limit on names or values");
    } else if (key.isEmpty()) {
      attributes.refuse(DeadLetterReason.MALFORMED, "has an attribute without a key");
    } else {
      attributes.add(key, text.toString());
    }
  }

  /** Reads the AnyValue at hand, to its end. Depth is bounded by the parser. */
  private void readValue(JsonCursor json, boolean asJson) throws UnreadableBodyException {
    boolean empty = true;
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      if (!hasRoom()) {
        json.skip();
        continue;
      }
      empty = false;
      switch (field) {
        case "stringValue", "bytesValue" -> {
          append(json.is(JsonToken.VALUE_STRING) ? json.text() : "", asJson);
          json.skip();
        }
        case "boolValue", "intValue" -> {
          text.append(scalar(json));
          json.skip();
        }
        case "doubleValue" -> {
          Double number = json.protobufDouble();
          text.append(number == null ? scalar(json) : Numbers.plain(number));
          json.skip();
        }
        case "arrayValue" -> readValues(json, '[', ']');
        case "kvlistValue" -> readValues(json, '{', '}');
        default -> json.skip();
      }
    }
    if (empty && asJson) {
      text.append("null");
    }
  }

  /** Reads {@code {"values": [...]}} of a list or a map. */
  private void readValues(JsonCursor json, char open, char close) throws UnreadableBodyException {
    char before = open;
    if (!json.is(JsonToken.START_OBJECT)) {
      json.skip();
    } else {
      for (String field = json.nextField(); field != null; field = json.nextField()) {
        if (!field.equals("values") || !json.is(JsonToken.START_ARRAY)) {
          json.skip();
          continue;
        }
        while (json.nextElement()) {
          if (!json.is(JsonToken.START_OBJECT) || !hasRoom()) {
            json.skip();
            continue;
          }
          text.append(before);
          before = ',';
          if (open == '[') {
            readValue(json, true);
          } else {
            readEntry(json);
          }
        }
      }
    }
    if (before == open) {
      text.append(open);
    }
    text.append(close);
  }

  private void readEntry(JsonCursor json) throws UnreadableBodyException {
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      if (field.equals("key") && json.is(JsonToken.VALUE_STRING)) {
        append(json.text(), true);
        text.append(':');
      } else if (field.equals("value") && json.is(JsonToken.START_OBJECT)) {
        readValue(json, true);
      } else {
        json.skip();
      }
    }
  }

  private static String scalar(JsonCursor json) throws UnreadableBodyException {
    JsonToken token = json.token();
    return token != null && token.isScalarValue() ? json.text() : "";
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

  private boolean hasRoom() {
    return text.length() <= limits.maxLabelValueBytes();
  }
}
