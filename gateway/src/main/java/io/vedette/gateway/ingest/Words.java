package io.vedette.gateway.ingest;

/** Messages as they go into answers: they may quote what a sender sent. */
final class Words {

  private Words() {}

  /** The text without control characters, cut at a length. */
  static String fit(String text, int maxChars) {
    int length = Math.min(text.length(), maxChars);
    if (length < text.length() && Character.isHighSurrogate(text.charAt(length - 1))) {
      length--;
    }
    StringBuilder fit = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      fit.append(Character.isISOControl(c) ? ' ' : c);
    }
    return fit.toString();
  }
}
