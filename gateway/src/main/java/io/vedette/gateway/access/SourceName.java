package io.vedette.gateway.access;

/** Names of sources: the key of their bodies in Kafka, so kept short and printable. */
public final class SourceName {

  /** Longest name. */
  public static final int MAX_LENGTH = 128;

  /** What a name must be, to end an error message. */
  public static final String RULE =
      "must be 1 to " + MAX_LENGTH + " letters, digits or any of . _ - : / @ %";

  private SourceName() {}

  /** Whether it is one. */
  public static boolean isValid(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "._-:/@%".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
