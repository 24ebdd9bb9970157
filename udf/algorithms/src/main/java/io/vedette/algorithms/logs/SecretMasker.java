package io.vedette.algorithms.logs;

import java.util.Locale;

/**
 * Masks what must not be shown of a log line that is kept as evidence.
 *
 * <pre>
 *   password=hunter2, "api_key": "abc"        what is called a secret
 *   Authorization: Bearer abc, Basic abc      what comes with a scheme
 *   postgres://shop:hunter2@db/orders         the password of an address
 *   eyJhbGciOi.eyJzdWIi.SflKxw                JSON web tokens
 *   ghp_..., AKIA..., xoxb-..., sk_live_...   keys that say by their prefix what they are
 *   4111 1111 1111 1111                       card numbers (13 to 19 digits, Luhn's check)
 *   -----BEGIN RSA PRIVATE KEY-----...        private keys, to the end of the block or line
 *   40 and more letters and digits, mixed     what looks drawn at random
 * </pre>
 *
 * <p>Rather masks too much than too little. A secret that is called nothing and looks like a word
 * is not found. Not on the path of every line: a few microseconds and one builder a line.
 */
public final class SecretMasker {

  /** Stands for a secret. */
  public static final String MASK = "***";

  private static final String[] SECRET_NAMES = {
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "apikey",
    "api_key",
    "api-key",
    "accesskey",
    "access_key",
    "access-key",
    "private_key",
    "privatekey",
    "private-key",
    "authorization",
    "credential",
    "cookie",
    "sessionid",
    "session_id",
    "signature"
  };

  private static final String[] KEY_PREFIXES = {
    "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xoxb-",
    "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-", "sk_live_", "rk_live_", "sk_test_", "sk-", "AIza",
    "SG.", "npm_", "pypi-", "dop_v1_", "hvs."
  };

  private static final String[] SCHEMES = {"bearer", "basic", "digest", "negotiate", "apikey"};

  private static final String BEGIN = "-----BEGIN ";
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final String DASHES = "-----";
  private static final int SHORTEST_KEY = 16;
  private static final int SHORTEST_TOKEN = 8;
  private static final int LONGEST_WORD = 40;
  private static final int SHORTEST_CARD = 13;
  private static final int LONGEST_CARD = 19;

  private final String line;
  private final StringBuilder out;
  private int at;

  private SecretMasker(String line) {
    this.line = line;
    this.out = new StringBuilder(line.length());
  }

  /** The line with every secret found replaced by {@link #MASK}. */
  public static String mask(String line) {
    return new SecretMasker(line).run();
  }

  private String run() {
    while (at < line.length()) {
      if (!privateKey() && !cardNumber() && !word()) {
        out.append(line.charAt(at++));
      }
    }
    return out.toString();
  }

  private boolean privateKey() {
    if (!line.startsWith(BEGIN, at)) {
      return false;
    }
    int header = line.indexOf(DASHES, at + BEGIN.length());
    int name = line.indexOf(PRIVATE_KEY, at);
    if (name < 0 || (header >= 0 && name > header)) {
      return false;
    }
    int end = line.indexOf("-----END ", Math.max(header, name));
    int close = end < 0 ? -1 : line.indexOf(DASHES, end + DASHES.length());
    return replaceTo(close < 0 ? line.length() : close + DASHES.length());
  }

  /** Digits, by single blanks or dashes at most, that pass Luhn's check. */
  private boolean cardNumber() {
    if (!Chars.isDigit(line.charAt(at)) || (at > 0 && isWord(line.charAt(at - 1)))) {
      return false;
    }
    int digits = 0;
    int end = at;
    for (int i = at; i < line.length(); i++) {
      char c = line.charAt(i);
      if (Chars.isDigit(c)) {
        digits++;
        end = i + 1;
      } else if ((c != ' ' && c != '-') || end != i) {
        break;
      }
    }
    boolean inWord = end < line.length() && isWord(line.charAt(end));
    if (digits < SHORTEST_CARD || digits > LONGEST_CARD || inWord || !passesLuhn(at, end)) {
      return false;
    }
    return replaceTo(end);
  }

  private boolean passesLuhn(int from, int to) {
    int sum = 0;
    boolean twice = false;
    for (int i = to - 1; i >= from; i--) {
      if (Chars.isDigit(line.charAt(i))) {
        int digit = line.charAt(i) - '0';
        int value = twice ? digit * 2 : digit;
        sum += value > 9 ? value - 9 : value;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }

  /** A word, and what it says of what follows it. */
  private boolean word() {
    if (!isWord(line.charAt(at))) {
      return false;
    }
    int end = at;
    while (end < line.length() && isWord(line.charAt(end))) {
      end++;
    }
    if (isToken(at, end)) {
      return replaceTo(end);
    }
    String word = line.substring(at, end);
    out.append(word);
    at = end;
    if (isScheme(word)) {
      valueOfScheme();
    } else if (isSecretName(word)) {
      valueOfName();
    } else if (line.startsWith("://", at)) {
      passwordOfAddress();
    }
    return true;
  }

  /** {@code Bearer abc}: a word right behind the scheme that is no word of a sentence. */
  private void valueOfScheme() {
    int from = at + 1;
    int end = from;
    while (end < line.length() && !isEndOfValue(line.charAt(end))) {
      end++;
    }
    if (at < line.length() && line.charAt(at) == ' ' && end - from >= SHORTEST_TOKEN) {
      out.append(' ');
      replaceTo(end);
    }
  }

  /** {@code name=value}, {@code name: value}, {@code "name": "value"}, {@code name='value'}. */
  private void valueOfName() {
    int i = at;
    while (i < line.length() && (isQuote(line.charAt(i)) || line.charAt(i) == '\\')) {
      i++;
    }
    i = skipBlanks(i);
    if (i >= line.length() || (line.charAt(i) != '=' && line.charAt(i) != ':')) {
      return;
    }
    i++;
    if (i < line.length() && line.charAt(i) == '>') {
      i++;
    }
    i = skipBlanks(i);
    while (i < line.length() && line.charAt(i) == '\\') {
      i++;
    }
    char quote = i < line.length() && isQuote(line.charAt(i)) ? line.charAt(i++) : 0;
    out.append(line, at, i);
    at = i;
    int end = quote == 0 ? endOfValue(i) : line.indexOf(quote, i);
    if (end < 0) {
      end = line.length();
    }
    if (end > i) {
      replaceTo(end);
    }
  }

  /** A value without quotes; of {@code Authorization: Bearer abc} with its scheme. */
  private int endOfValue(int from) {
    int end = from;
    while (end < line.length() && !isEndOfValue(line.charAt(end))) {
      end++;
    }
    boolean scheme = isScheme(line.substring(from, end));
    if (!scheme || end >= line.length() || line.charAt(end) != ' ') {
      return end;
    }
    end++;
    while (end < line.length() && !isEndOfValue(line.charAt(end))) {
      end++;
    }
    return end;
  }

  private void passwordOfAddress() {
    int from = at + 3;
    int colon = -1;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '/' || c == '?' || Chars.isBlank(c)) {
        return;
      }
      if (c == ':' && colon < 0) {
        colon = i;
      } else if (c == '@') {
        if (colon >= 0) {
          out.append(line, at, colon + 1);
          replaceTo(i);
        }
        return;
      }
    }
  }

  /** Whether a word is a key by its prefix, a JSON web token, or looks drawn at random. */
  private boolean isToken(int from, int to) {
    int length = to - from;
    if (length < SHORTEST_KEY) {
      return false;
    }
    if (line.startsWith("eyJ", from) && line.substring(from, to).indexOf('.') > 0) {
      return true;
    }
    for (String prefix : KEY_PREFIXES) {
      if (line.startsWith(prefix, from) && isMixed(from + prefix.length(), to)) {
        return true;
      }
    }
    return length >= LONGEST_WORD && isDrawn(from, to);
  }

  private boolean isMixed(int from, int to) {
    for (int i = from; i < to; i++) {
      if (Chars.isDigit(line.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Letters of both cases and digits; a class or a path has dots, an id has one case. */
  private boolean isDrawn(int from, int to) {
    boolean upper = false;
    boolean lower = false;
    boolean digit = false;
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (c == '.' || c == '/') {
        return false;
      }
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a' && c <= 'z';
      digit |= Chars.isDigit(c);
    }
    return upper && lower && digit;
  }

  private static boolean isSecretName(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    for (String secret : SECRET_NAMES) {
      if (name.endsWith(secret) || name.endsWith(secret + "s")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isScheme(String word) {
    for (String scheme : SCHEMES) {
      if (scheme.equalsIgnoreCase(word)) {
        return true;
      }
    }
    return false;
  }

  private boolean replaceTo(int end) {
    out.append(MASK);
    at = end;
    return true;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < line.length() && line.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private static boolean isEndOfValue(char c) {
    return Chars.isBlank(c)
        || c == ','
        || c == ';'
        || c == '&'
        || isQuote(c)
        || c == ')'
        || c == '}'
        || c == ']';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean isWord(char c) {
    return Chars.isDigit(c)
        || Chars.isNameLetter(c)
        || c == '-'
        || c == '.'
        || c == '+'
        || c == '~'
        || c > 127;
  }
}
