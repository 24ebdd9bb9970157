package io.vedette.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.result.DeadLetterReason;
import java.io.IOException;

/**
 * Reads JSON of bodies, as trees of one value at a time. A tree costs up to 28 times its text, so
 * large bodies are not read as one: values of arrays at the top come one by one, and those deep in
 * an object by {@link NestedJson}. A tree of more than {@value #MOST_TOKENS} tokens (braces, names,
 * values), some 60 MB, is refused, and so is one nested deeper than {@value #DEEPEST}.
 */
public final class JsonBodies {

  /** Most tokens of one tree. */
  public static final int MOST_TOKENS = 1_000_000;

  private static final int DEEPEST = 100;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  /** Hears the values of a body. */
  public interface Values {
    /** The next value. */
    void value(JsonNode value);
  }

  private JsonBodies() {}

  /**
   * The one value of a body.
   *
   * @throws UnreadableBodyException when it is not JSON; it says where
   */
  public static JsonNode read(byte[] body, int offset, int length) throws UnreadableBodyException {
    try (BoundedParser parser = parser(body, offset, length)) {
      if (parser.nextToken() == null) {
        throw new UnreadableBodyException(DeadLetterReason.MALFORMED, "the body is empty");
      }
      return tree(parser);
    } catch (IOException notJson) {
      throw malformed(notJson);
    }
  }

  /**
   * Each of the values of a body, which stand one after the other or in arrays. Values before one
   * that is not JSON have been given.
   *
   * @throws UnreadableBodyException when it, or its rest, is not JSON; it says where
   */
  public static void forEach(byte[] body, int offset, int length, Values values)
      throws UnreadableBodyException {
    try (BoundedParser parser = parser(body, offset, length)) {
      while (parser.nextToken() != null) {
        give(parser, values);
      }
    } catch (IOException notJson) {
      throw malformed(notJson);
    }
  }

  private static void give(BoundedParser parser, Values values) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.allowMore();
      values.value(tree(parser));
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      give(parser, values);
      parser.allowMore();
    }
  }

  static BoundedParser parser(byte[] body, int offset, int length) throws IOException {
    return new BoundedParser(MAPPER.createParser(body, offset, length));
  }

  /** The value whose first token was read. */
  static JsonNode tree(BoundedParser parser) throws IOException {
    return MAPPER.readTree(parser);
  }

  static UnreadableBodyException malformed(IOException notJson) {
    if (notJson instanceof BoundedParser.TooManyTokens) {
      return new UnreadableBodyException(
          DeadLetterReason.TOO_LARGE, String.valueOf(notJson.getMessage()), notJson);
    }
    String why = String.valueOf(notJson.getMessage());
    if (notJson instanceof JsonProcessingException json) {
      JsonLocation at = json.getLocation();
      why = json.getOriginalMessage() + (at == null ? "" : " at byte " + at.getByteOffset());
    }
    return new UnreadableBodyException(
        DeadLetterReason.MALFORMED, "the body is not JSON: " + why, notJson);
  }
}
