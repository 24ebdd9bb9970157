package io.vedette.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.result.DeadLetterReason;
import java.io.IOException;

/**
 * Reads JSON of bodies as trees. A tree costs some ten times its text, so what a body costs is
 * bounded by the limit on its size. Nested deeper than {@value #DEEPEST} it is refused.
 */
public final class JsonBodies {

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
    try {
      JsonNode value = MAPPER.readTree(body, offset, length);
      if (value == null || value.isMissingNode()) {
        throw new UnreadableBodyException(DeadLetterReason.MALFORMED, "the body is empty");
      }
      return value;
    } catch (IOException notJson) {
      throw malformed(notJson);
    }
  }

  /**
   * Each of the values of a body, which stand one after the other or in arrays.
   *
   * @throws UnreadableBodyException when it, or its rest, is not JSON; it says where
   */
  public static void forEach(byte[] body, int offset, int length, Values values)
      throws UnreadableBodyException {
    try (MappingIterator<JsonNode> all =
        MAPPER.readerFor(JsonNode.class).readValues(body, offset, length)) {
      while (all.hasNextValue()) {
        JsonNode value = all.nextValue();
        if (value.isArray()) {
          value.forEach(values::value);
        } else {
          values.value(value);
        }
      }
    } catch (IOException notJson) {
      throw malformed(notJson);
    }
  }

  private static UnreadableBodyException malformed(IOException notJson) {
    String why = String.valueOf(notJson.getMessage());
    if (notJson instanceof JsonProcessingException json) {
      JsonLocation at = json.getLocation();
      why = json.getOriginalMessage() + (at == null ? "" : " at byte " + at.getByteOffset());
    }
    return new UnreadableBodyException(
        DeadLetterReason.MALFORMED, "the body is not JSON: " + why, notJson);
  }
}
