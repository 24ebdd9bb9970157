package io.vedette.gateway.ingest;

import org.jspecify.annotations.Nullable;

/** Content-Encoding where gzip or nothing is taken. */
final class GzipChoice {

  private GzipChoice() {}

  /**
   * Whether the body is packed with gzip.
   *
   * @throws RefusedException with 415 for any other encoding
   */
  static boolean isGzip(@Nullable String encoding) throws RefusedException {
    String word = encoding == null ? "identity" : encoding.strip();
    if (word.equalsIgnoreCase("gzip")) {
      return true;
    }
    if (word.isEmpty() || word.equalsIgnoreCase("identity")) {
      return false;
    }
    throw new RefusedException(
        Refusal.of(415, "Content-Encoding " + word + "; supported: gzip, or none"));
  }

  /** Whether a JSON body is declared as such, in UTF-8 as JSON is. */
  static boolean isJson(MediaType type) {
    String charset = type.parameter("charset");
    return type.type().equals("application/json")
        && (charset.isEmpty() || charset.equalsIgnoreCase("utf-8"));
  }
}
