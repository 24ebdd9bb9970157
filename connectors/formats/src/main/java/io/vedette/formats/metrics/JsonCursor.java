package io.vedette.formats.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vedette.schema.result.DeadLetterReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON token by token, so that memory does not grow with the body, and says where it stands.
 *
 * <p>What is not JSON throws {@link UnreadableBodyException} (MALFORMED) with line and column;
 * nesting beyond {@value #MAX_DEPTH} and texts beyond {@value #MAX_TEXT} characters count as such.
 */
final class JsonCursor {

  static final int MAX_DEPTH = 64;
  static final int MAX_TEXT = 1 << 20;

  // Field names come from outside: interning them would let a sender fill the JVM's string table.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .build())
          .build();

  private final JsonParser parser;
  private final int offset;

  private JsonCursor(JsonParser parser, int offset) {
    this.parser = parser;
    this.offset = offset;
  }

  /** Stands before the first token of some bytes. */
  static JsonCursor of(byte[] body, int offset, int length) throws UnreadableBodyException {
    try {
      return new JsonCursor(JSON.createParser(body, offset, length), offset);
    } catch (IOException notText) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED, "not JSON: " + notText.getMessage(), notText);
    }
  }

  /** Goes to the next token; null behind the last. */
  @Nullable JsonToken next() throws UnreadableBodyException {
    try {
      return parser.nextToken();
    } catch (IOException notJson) {
      throw notJson(notJson);
    }
  }

  /** Goes to the next element of an array; false at its end. */
  boolean nextElement() throws UnreadableBodyException {
    return next() != JsonToken.END_ARRAY;
  }

  /**
   * Goes to the value of the next field of an object and gives the field's name; null at the
   * object's end.
   */
  @Nullable String nextField() throws UnreadableBodyException {
    if (next() != JsonToken.FIELD_NAME) {
      return null;
    }
    String name = text();
    next();
    return name;
  }

  @Nullable JsonToken token() {
    return parser.currentToken();
  }

  boolean is(JsonToken token) {
    return parser.currentToken() == token;
  }

  /** Whether the token is a number. */
  boolean isNumber() {
    return is(JsonToken.VALUE_NUMBER_INT) || is(JsonToken.VALUE_NUMBER_FLOAT);
  }

  /** The text of a string, number or field name. */
  String text() throws UnreadableBodyException {
    try {
      String text = parser.getText();
      return text == null ? "" : text;
    } catch (IOException notJson) {
      throw notJson(notJson);
    }
  }

  /** The value at hand as a double, by the JSON mapping of protobuf; null when it is none. */
  @Nullable Double protobufDouble() throws UnreadableBodyException {
    if (!isNumber() && !is(JsonToken.VALUE_STRING)) {
      return null;
    }
    String text = text();
    return switch (text) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Numbers.parse(text);
    };
  }

  /** The value at hand as 64 bits, by the JSON mapping of protobuf; null when it is none. */
  @Nullable Long protobufInteger(boolean unsigned) throws UnreadableBodyException {
    if (!is(JsonToken.VALUE_NUMBER_INT) && !is(JsonToken.VALUE_STRING)) {
      return null;
    }
    try {
      String text = text();
      return unsigned ? Long.parseUnsignedLong(text) : Long.parseLong(text);
    } catch (NumberFormatException notInteger) {
      return null;
    }
  }

  /** Passes over the value at hand, to its last token. */
  void skip() throws UnreadableBodyException {
    try {
      parser.skipChildren();
    } catch (IOException notJson) {
      throw notJson(notJson);
    }
  }

  /** Where the token at hand begins in the array; only UTF-8 has such a place. */
  int position() throws UnreadableBodyException {
    long byteOffset = parser.currentTokenLocation().getByteOffset();
    if (byteOffset < 0) {
      throw new UnreadableBodyException(DeadLetterReason.MALFORMED, "JSON must be UTF-8");
    }
    return offset + (int) byteOffset;
  }

  /** Throws when the value at hand is not what the format has there. */
  void expect(JsonToken token, String path, String what) throws UnreadableBodyException {
    if (!is(token)) {
      throw new UnreadableBodyException(DeadLetterReason.MALFORMED, unexpected(path, what));
    }
  }

  /** What was expected, what was found and where. */
  String unexpected(String path, String what) {
    return path + ": expected " + what + ", found " + found() + " at " + place();
  }

  private String found() {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "object";
      case START_ARRAY, END_ARRAY -> "array";
      case VALUE_STRING -> "string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
      case VALUE_TRUE, VALUE_FALSE -> "boolean";
      case VALUE_NULL -> "null";
      default -> "nothing";
    };
  }

  private String place() {
    JsonLocation location = parser.currentTokenLocation();
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static UnreadableBodyException notJson(IOException cause) {
    if (cause instanceof JsonProcessingException json && json.getLocation() != null) {
      return new UnreadableBodyException(
          DeadLetterReason.MALFORMED,
          "not JSON: "
              + json.getOriginalMessage()
              + " at line "
              + json.getLocation().getLineNr()
              + ", column "
              + json.getLocation().getColumnNr(),
          cause);
    }
    return new UnreadableBodyException(
        DeadLetterReason.MALFORMED, "not JSON: " + cause.getMessage(), cause);
  }
}
