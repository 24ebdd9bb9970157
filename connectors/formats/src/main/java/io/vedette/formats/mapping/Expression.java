package io.vedette.formats.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a field gets its text.
 *
 * <pre>
 *   "/labels/alertname"                           what is there
 *   ["/service", "$/commonLabels/service"]        the first that is something
 *   {"value": "metric"}                           always this
 *   {"text": "{/title} on {/host}"}               a text with what is there put in
 *   {"path": ..., "map": {"alarm": "firing"}, "default": "resolved"}   by a table of words
 *   {"path": ..., "brackets": "drop"}             without what stands before it in square brackets
 * </pre>
 */
sealed interface Expression {

  /** Most alternatives of a list, and words of a table. */
  int MOST = 64;

  /** Longest text of a mapping. */
  int LONGEST = 1_024;

  /** How deep one may hold others. */
  int DEEPEST = 8;

  /** The text; null for none. */
  @Nullable String of(Item item);

  /** What is at a pointer. */
  record At(Pointer pointer) implements Expression {
    @Override
    public @Nullable String of(Item item) {
      return Texts.of(pointer.at(item));
    }
  }

  /** The first of several that is something. */
  record FirstOf(List<Expression> alternatives) implements Expression {
    @Override
    public @Nullable String of(Item item) {
      for (Expression alternative : alternatives) {
        String text = alternative.of(item);
        if (text != null) {
          return text;
        }
      }
      return null;
    }
  }

  /** Always the same. */
  record Constant(String value) implements Expression {
    @Override
    public String of(Item item) {
      return value;
    }
  }

  /** Constants and pointers by turns; nothing where every pointer is nothing. */
  record Filled(List<Expression> parts) implements Expression {
    @Override
    public @Nullable String of(Item item) {
      StringBuilder text = new StringBuilder();
      boolean isAnything = false;
      for (Expression part : parts) {
        String piece = part.of(item);
        isAnything |= piece != null && part instanceof At;
        text.append(piece == null ? "" : piece);
      }
      return isAnything ? text.toString() : null;
    }
  }

  /** Words of another tool by a table, whose keys are in lower case; what is not in it stays. */
  record Mapped(Expression of, Map<String, String> words, @Nullable String otherwise)
      implements Expression {
    @Override
    public @Nullable String of(Item item) {
      String word = of.of(item);
      String known = word == null ? null : words.get(word.toLowerCase(Locale.ROOT));
      if (known != null) {
        return known;
      }
      return otherwise == null ? word : otherwise;
    }
  }

  /** {@code [P1] [Triggered on {host:a}] Host is down} is {@code Host is down}. */
  record WithoutBrackets(Expression of) implements Expression {
    @Override
    public @Nullable String of(Item item) {
      String text = of.of(item);
      while (text != null && text.startsWith("[") && text.indexOf(']') > 0) {
        text = text.substring(text.indexOf(']') + 1).stripLeading();
      }
      return text == null || text.isEmpty() ? null : text;
    }
  }

  /**
   * Reads one.
   *
   * @param where it stands in the mapping
   */
  static Expression parse(String where, JsonNode node) {
    return parse(where, node, 0);
  }

  private static Expression parse(String where, JsonNode node, int depth) {
    if (depth > DEEPEST) {
      throw new MappingException(where, "nested deeper than " + DEEPEST);
    }
    if (node.isTextual()) {
      return new At(Pointer.parse(where, node.textValue()));
    }
    if (node.isArray() && !node.isEmpty() && node.size() <= MOST) {
      List<Expression> alternatives = new ArrayList<>(node.size());
      for (int i = 0; i < node.size(); i++) {
        alternatives.add(parse(where + "[" + i + "]", node.get(i), depth + 1));
      }
      return new FirstOf(List.copyOf(alternatives));
    }
    if (!node.isObject()) {
      throw new MappingException(
          where, "expected a pointer, a list of 1 to " + MOST + " of them, or an object");
    }
    if (node.has("value")) {
      Fields.requireOnly(where, node, List.of("value"));
      return new Constant(Fields.text(where + ".value", node.get("value"), LONGEST));
    }
    if (node.has("text")) {
      Fields.requireOnly(where, node, List.of("text"));
      return filled(where + ".text", Fields.text(where + ".text", node.get("text"), LONGEST));
    }
    Fields.requireOnly(where, node, List.of("path", "brackets", "map", "default"));
    JsonNode path = node.get("path");
    if (path == null) {
      throw new MappingException(where, "needs one of path, value and text");
    }
    Expression of = parse(where + ".path", path, depth + 1);
    JsonNode brackets = node.get("brackets");
    if (brackets != null && !brackets.asText().equals("drop")) {
      throw new MappingException(where + ".brackets", "can only be drop");
    }
    JsonNode otherwise = node.get("default");
    return new Mapped(
        brackets == null ? of : new WithoutBrackets(of),
        words(where + ".map", node.path("map")),
        otherwise == null ? null : Fields.text(where + ".default", otherwise, LONGEST));
  }

  private static Map<String, String> words(String where, JsonNode node) {
    if (node.isMissingNode()) {
      return Map.of();
    }
    if (!node.isObject() || node.size() > MOST) {
      throw new MappingException(where, "expected an object of at most " + MOST + " words");
    }
    Map<String, String> words = new HashMap<>();
    node.properties()
        .forEach(
            word ->
                words.put(
                    word.getKey().toLowerCase(Locale.ROOT),
                    Fields.text(where + "." + word.getKey(), word.getValue(), LONGEST)));
    return Map.copyOf(words);
  }

  private static Expression filled(String where, String text) {
    List<Expression> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int open = text.indexOf('{', from);
      if (open < 0) {
        break;
      }
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new MappingException(where, "a brace is not closed");
      }
      if (open > from) {
        parts.add(new Constant(text.substring(from, open)));
      }
      parts.add(new At(Pointer.parse(where, text.substring(open + 1, close))));
      from = close + 1;
    }
    if (from < text.length()) {
      parts.add(new Constant(text.substring(from)));
    }
    if (parts.stream().noneMatch(At.class::isInstance)) {
      throw new MappingException(where, "has no {/pointer} in it; use value for a constant");
    }
    return new Filled(List.copyOf(parts));
  }
}
