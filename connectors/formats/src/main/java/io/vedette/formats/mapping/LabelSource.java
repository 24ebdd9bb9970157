package io.vedette.formats.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where labels come from.
 *
 * <pre>
 *   "/labels"                                                 the texts of an object
 *   {"path": "/tags", "split": ",", "on": ":"}                "env:prod,team:shop", or a list of such
 *   {"path": "/Trigger/Dimensions", "name": "name", "value": "value"}   a list of objects
 * </pre>
 */
sealed interface LabelSource {

  /** Puts them into a map; a name that is there stays. */
  void into(Map<String, String> labels, Item item);

  /** The texts of an object. */
  record Members(Pointer pointer) implements LabelSource {
    @Override
    public void into(Map<String, String> labels, Item item) {
      for (Map.Entry<String, JsonNode> member : pointer.at(item).properties()) {
        put(labels, member.getKey(), Texts.of(member.getValue()));
      }
    }
  }

  /** Pairs in a text or in a list of texts. What is no pair is passed over. */
  record Pairs(Pointer pointer, char split, char on) implements LabelSource {
    @Override
    public void into(Map<String, String> labels, Item item) {
      JsonNode node = pointer.at(item);
      if (node.isArray()) {
        node.forEach(pair -> pair(labels, pair.asText()));
        return;
      }
      String text = node.asText();
      for (int from = 0; from <= text.length(); ) {
        int end = text.indexOf(split, from);
        int to = end < 0 ? text.length() : end;
        pair(labels, text.substring(from, to));
        from = to + 1;
      }
    }

    private void pair(Map<String, String> labels, String pair) {
      int at = pair.indexOf(on);
      if (at > 0) {
        put(labels, pair.substring(0, at).strip(), pair.substring(at + 1).strip());
      }
    }
  }

  /** Objects of a list that have a name and a value each. */
  record Named(Pointer pointer, String name, String value) implements LabelSource {
    @Override
    public void into(Map<String, String> labels, Item item) {
      for (JsonNode one : pointer.at(item)) {
        String label = Texts.of(one.path(name));
        if (label != null) {
          put(labels, label, Texts.of(one.path(value)));
        }
      }
    }
  }

  private static void put(Map<String, String> labels, String name, @Nullable String value) {
    if (!name.isEmpty() && value != null && !value.isEmpty()) {
      labels.putIfAbsent(name, value);
    }
  }

  /** Reads one. */
  static LabelSource parse(String where, JsonNode node) {
    if (node.isTextual()) {
      return new Members(Pointer.parse(where, node.textValue()));
    }
    JsonNode path = node.path("path");
    if (!path.isTextual()) {
      throw new MappingException(where, "expected a pointer, or an object with a path");
    }
    Pointer pointer = Pointer.parse(where + ".path", path.textValue());
    if (node.has("name")) {
      Fields.requireOnly(where, node, List.of("path", "name", "value"));
      return new Named(
          pointer,
          Fields.text(where + ".name", node.path("name"), Expression.LONGEST),
          Fields.text(where + ".value", node.path("value"), Expression.LONGEST));
    }
    Fields.requireOnly(where, node, List.of("path", "split", "on"));
    return new Pairs(
        pointer,
        character(where + ".split", node.path("split")),
        character(where + ".on", node.path("on")));
  }

  private static char character(String where, JsonNode node) {
    return Fields.text(where, node, 1).charAt(0);
  }
}
