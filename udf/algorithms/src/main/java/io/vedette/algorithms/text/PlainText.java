package io.vedette.algorithms.text;

/** Text from outside, such as the value of a label, as part of a sentence. */
public final class PlainText {

  /** Longest text shown in full, in code points. */
  public static final int LONGEST = 120;

  private PlainText() {}

  /**
   * The text without what is not seen but acted upon (control characters, direction marks, line
   * separators, halves of surrogate pairs), and cut with {@code ...} where it is longer than {@link
   * #LONGEST}.
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), 2 * LONGEST));
    int length = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (isShown(point)) {
        if (length == LONGEST) {
          return shown.append("...").toString();
        }
        shown.appendCodePoint(point);
        length++;
      }
    }
    return shown.toString();
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
