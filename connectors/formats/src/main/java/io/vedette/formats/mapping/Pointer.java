package io.vedette.formats.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A place in an item, {@code /labels/alertname} (RFC 6901), or, with {@code $} before it, in the
 * whole body: {@code $/commonLabels/severity}.
 *
 * @param pointer in what it begins at
 * @param fromBody whether it begins at the body
 */
record Pointer(JsonPointer pointer, boolean fromBody) {

  private static final int LONGEST = 256;

  static boolean isOne(String text) {
    return text.startsWith("/") || text.startsWith("$/");
  }

  static Pointer parse(String where, String text) {
    if (!isOne(text) || text.length() > LONGEST) {
      throw new MappingException(
          where,
          "expected a JSON pointer as /labels/name, or $/name from the body on, of at most "
              + LONGEST
              + " characters; found '"
              + Texts.shown(text)
              + "'");
    }
    boolean fromBody = text.charAt(0) == '$';
    return new Pointer(JsonPointer.compile(fromBody ? text.substring(1) : text), fromBody);
  }

  /** What is there; a missing node for nothing. */
  JsonNode at(Item item) {
    return (fromBody ? item.body() : item.node()).at(pointer);
  }
}
