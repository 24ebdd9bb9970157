package io.vedette.cli;

import java.util.Locale;

/**
 * What standard output and error are connected to.
 *
 * <p>Java 17 cannot ask for one stream alone ({@code System.console()} wants input and output to be
 * terminals), so the launcher script looks and passes it on as a system property.
 */
public final class Terminal {

  private Terminal() {}

  /** Whether standard output is a terminal. */
  public static boolean hasOutput() {
    return Boolean.getBoolean("vedette.terminal.out");
  }

  /** Whether standard error is a terminal. */
  public static boolean hasError() {
    return Boolean.getBoolean("vedette.terminal.err");
  }

  /** Whether colours are wanted on standard output; see no-color.org for the variable. */
  public static boolean wantsColour() {
    return hasOutput() && System.getenv("NO_COLOR") == null;
  }

  /** Text from outside, with everything a terminal would act upon made visible. */
  public static String printable(String text) {
    int i = 0;
    while (i < text.length() && isHarmless(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, i);
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHarmless(c)) {
        safe.append(c);
      } else {
        safe.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return safe.toString();
  }

  private static boolean isHarmless(char c) {
    // control characters, C1 too, and all that turn the direction of writing
    return !Character.isISOControl(c)
        && c != '\u061c'
        && c != '\u200e'
        && c != '\u200f'
        && !(c >= '\u202a' && c <= '\u202e')
        && !(c >= '\u2066' && c <= '\u2069');
  }
}
