package io.vedette.algorithms.logs;

import java.util.List;

/**
 * How many different words must be seen at one place of otherwise equal lines before the place is
 * taken for a parameter.
 *
 * <p>A masked line tells parameters by how they are written; what is left are names written in
 * letters. {@code session opened for user root} and {@code ... for user news} are one statement,
 * {@code VM Started} and {@code VM Paused} are two. Drain asks one threshold of similarity of both.
 * Here a place is a parameter the sooner the more the word before it announces a name, and later
 * where it is the first word, or what stands there are states ({@code RUNNING}) or what was done
 * ({@code opened}, {@code failed}), which mean something each.
 */
final class Evidence {

  /** After {@code user} and the like. */
  private static final int NAMED = 2;

  /** After {@code for}, {@code file} and the like. */
  private static final int LINKED = 3;

  private static final int ANYWHERE = 6;

  /** Of states and deeds. */
  private static final int MEANINGFUL = 16;

  private Evidence() {}

  /**
   * Whether a place is a parameter.
   *
   * @param of one of the templates that differ in nothing but this token
   * @param values what stands there in each of them
   */
  static boolean suffices(Template of, int token, List<String> values) {
    int needed = needed(of, token, values);
    if (needed < MEANINGFUL && values.stream().anyMatch(Evidence::isParameter)) {
      return true;
    }
    return values.size() >= needed;
  }

  private static int needed(Template of, int token, List<String> values) {
    int constants = constantsBeside(of, token);
    if (constants == 0) {
      return Integer.MAX_VALUE;
    }
    int needed = ANYWHERE;
    boolean named = false;
    if (token > 0) {
      String before = of.token(token - 1);
      int from = wordStart(before);
      int to = wordEnd(before);
      named = Words.NAMING.contains(before, from, to);
      if (named) {
        needed = NAMED;
      } else if (Words.LINKING.contains(before, from, to)) {
        needed = LINKED;
      }
    } else {
      needed *= 2;
    }
    if (!named && values.stream().anyMatch(Evidence::isMeaningful)) {
      needed = Math.max(needed, MEANINGFUL);
    }
    return constants == 1 ? needed * 2 : needed;
  }

  private static int constantsBeside(Template of, int token) {
    int constants = 0;
    for (int i = 0; i < of.size(); i++) {
      if (i != token && !isOpen(of.token(i)) && of.token(i).chars().anyMatch(Character::isLetter)) {
        constants++;
      }
    }
    return constants;
  }

  private static boolean isOpen(String token) {
    return token.indexOf(Chars.PARAMETER) >= 0 || token.indexOf(Chars.ANY) >= 0;
  }

  /** Whether it is nothing but a parameter and what may stand round one. */
  private static boolean isParameter(String value) {
    int from = wordStart(value);
    int to = wordEnd(value);
    return to - from == 1 && isOpen(value.substring(from, to));
  }

  private static boolean isMeaningful(String value) {
    if (isOpen(value)) {
      return false;
    }
    String word = value.substring(Math.min(wordStart(value), wordEnd(value)), wordEnd(value));
    return isState(word) || isDeed(word);
  }

  private static boolean isState(String word) {
    return word.length() > 1
        && word.chars().anyMatch(Character::isUpperCase)
        && word.chars().noneMatch(Character::isLowerCase);
  }

  /** Ends as what was done, is being done, or how it went; not {@code red}, not {@code king}. */
  private static boolean isDeed(String word) {
    return endsWith(word, "ed", 2)
        || endsWith(word, "ing", 2)
        || endsWith(word, "fail", 0)
        || endsWith(word, "failure", 0)
        || endsWith(word, "success", 0)
        || endsWith(word, "ok", 0)
        || endsWith(word, "not", 0);
  }

  private static boolean endsWith(String word, String ending, int letters) {
    int from = word.length() - ending.length();
    return from >= letters && word.regionMatches(true, from, ending, 0, ending.length());
  }

  private static int wordStart(String token) {
    int i = 0;
    while (i < token.length() && Chars.isPunctuation(token.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int wordEnd(String token) {
    int i = token.length();
    while (i > 0 && Chars.isPunctuation(token.charAt(i - 1))) {
      i--;
    }
    return i;
  }
}
