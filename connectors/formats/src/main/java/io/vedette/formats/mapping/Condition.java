package io.vedette.formats.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which items of a body count: those with one of some words at a place, {@code {"path": "/Type",
 * "in": ["Notification"]}}, or with anything there, {@code {"path": "/AlarmName"}}.
 *
 * @param path where
 * @param words in lower case; none for anything
 */
record Condition(Expression path, Set<String> words) {

  boolean holds(Item item) {
    String text = path.of(item);
    return text != null && (words.isEmpty() || words.contains(text.toLowerCase(Locale.ROOT)));
  }

  static Condition parse(String where, JsonNode node) {
    Fields.requireOnly(where, node, List.of("path", "in"));
    JsonNode path = node.get("path");
    if (path == null) {
      throw new MappingException(where, "needs a path");
    }
    Set<String> words = new HashSet<>();
    JsonNode in = node.path("in");
    if (!in.isMissingNode() && (!in.isArray() || in.isEmpty() || in.size() > Expression.MOST)) {
      throw new MappingException(
          where + ".in", "expected a list of 1 to " + Expression.MOST + " words");
    }
    for (JsonNode word : in) {
      words.add(Fields.text(where + ".in", word, Expression.LONGEST).toLowerCase(Locale.ROOT));
    }
    return new Condition(Expression.parse(where + ".path", path), Set.copyOf(words));
  }
}
