package io.vedette.formats;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vedette.formats.metrics.UnreadableBodyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Values that stand in arrays within arrays of the objects of a body, such as spans in scopes of
 * resources, read one by one: memory is that of the largest. A field of the objects in the first
 * array is given with each, wherever it stands in them, so the body is walked twice.
 *
 * <pre>
 *   beside d, path (a, b, c):   {"a": [{"d": d, "b": [{"c": [value, value]}]}]}
 * </pre>
 */
public final class NestedJson {

  private final BoundedParser parser;
  private final List<String> path;
  private final List<JsonNode> found;
  private int object = -1;

  /** Hears the values. */
  public interface Values {
    /** The next value, and the field beside the path; a missing node where there is none. */
    void value(JsonNode beside, JsonNode value);
  }

  private NestedJson(BoundedParser parser, List<String> path, List<JsonNode> found) {
    this.parser = parser;
    this.path = path;
    this.found = found;
  }

  /**
   * Each of the values.
   *
   * @param beside the field; those of the whole body are read at once, of together {@value
   *     JsonBodies#MOST_TOKENS} tokens
   * @param path at least two fields
   * @param others hears values of the body that are no objects
   * @throws UnreadableBodyException when the body, or its rest, is not JSON; it says where
   */
  public static void forEach(
      byte[] body,
      int offset,
      int length,
      String beside,
      List<String> path,
      Values values,
      JsonBodies.Values others)
      throws UnreadableBodyException {
    List<JsonNode> found = new ArrayList<>();
    try (BoundedParser parser = JsonBodies.parser(body, offset, length)) {
      NestedJson walk = new NestedJson(parser, path, found);
      while (parser.nextToken() != null) {
        walk.findBeside(beside);
      }
    } catch (IOException notJson) {
      // the second walk gives what stands before, and says the same
      if (notJson instanceof BoundedParser.TooManyTokens) {
        throw JsonBodies.malformed(notJson);
      }
    }
    try (BoundedParser parser = JsonBodies.parser(body, offset, length)) {
      NestedJson walk = new NestedJson(parser, path, found);
      while (parser.nextToken() != null) {
        walk.top(values, others);
      }
    } catch (IOException notJson) {
      throw JsonBodies.malformed(notJson);
    }
  }

  private void findBeside(String beside) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        findBeside(beside);
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (isArray(0)) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            found.add(fieldOf(beside));
          }
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  /** A field of the value that begins. */
  private JsonNode fieldOf(String beside) throws IOException {
    JsonNode field = MissingNode.getInstance();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return field;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isField = parser.currentName().equals(beside);
      parser.nextToken();
      if (isField) {
        field = JsonBodies.tree(parser);
      } else {
        parser.skipChildren();
      }
    }
    return field;
  }

  private void top(Values values, JsonBodies.Values others) throws IOException {
    parser.allowMore();
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        top(values, others);
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      walk(0, values);
    } else {
      others.value(JsonBodies.tree(parser));
    }
  }

  private void walk(int depth, Values values) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      parser.allowMore();
      if (isArray(depth)) {
        elements(depth, values);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void elements(int depth, Values values) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.allowMore();
      if (depth == 0) {
        object++;
      }
      if (depth == path.size() - 1) {
        values.value(
            object < found.size() ? found.get(object) : MissingNode.getInstance(),
            JsonBodies.tree(parser));
      } else if (parser.currentToken() == JsonToken.START_OBJECT) {
        walk(depth + 1, values);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Moves to the value of the field whose name was read; whether it is the path's array. */
  private boolean isArray(int depth) throws IOException {
    boolean isOnPath = parser.currentName().equals(path.get(depth));
    return parser.nextToken() == JsonToken.START_ARRAY && isOnPath;
  }
}
