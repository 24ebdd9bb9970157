package io.vedette.formats.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;

/** Checks of what a mapping is written in: a slip of the pen must not silently do nothing. */
final class Fields {

  private Fields() {}

  /** Refuses an object with a field that is none of these. */
  static void requireOnly(String where, JsonNode node, Collection<String> known) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!known.contains(field.getKey())) {
        throw new MappingException(
            where, "there is no '" + Texts.shown(field.getKey()) + "' here; known are " + known);
      }
    }
  }

  /** A text, number or truth that must be there, as text. */
  static String text(String where, JsonNode node, int longest) {
    String text = Texts.of(node);
    if (text == null || text.length() > longest) {
      throw new MappingException(where, "expected a text of 1 to " + longest + " characters");
    }
    return text;
  }
}
