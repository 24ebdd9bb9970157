package io.vedette.store.sql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the order it was of, and sort value and id of its last entry. As text it is
 * of the alphabet of URLs.
 *
 * @param order name of the list and its order
 * @param value sort value of the last entry
 * @param id id of the last entry
 */
record Cursor(String order, long value, String id) {

  private static final int MAX_CHARS = 4096;

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((order + "\n" + value + "\n" + id).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none of this order
   */
  static @Nullable Cursor read(@Nullable String text, String order) {
    if (text == null) {
      return null;
    }
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException("cursor: longer than " + MAX_CHARS + " characters");
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split("\n", 3);
      if (parts.length == 3 && parts[0].equals(order)) {
        return new Cursor(order, Long.parseLong(parts[1]), parts[2]);
      }
    } catch (IllegalArgumentException none) {
      throw new IllegalArgumentException("cursor: not one that was handed out", none);
    }
    throw new IllegalArgumentException("cursor: of another list or order; begin at its first page");
  }
}
