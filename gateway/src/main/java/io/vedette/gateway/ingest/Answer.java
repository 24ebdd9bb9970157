package io.vedette.gateway.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sender is told.
 *
 * @param status HTTP status
 * @param contentType of the body, null for none
 * @param body may be empty
 * @param headers further headers
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Answer(
    int status, @Nullable String contentType, byte[] body, Map<String, String> headers) {

  private static final byte[] NOTHING = {};

  /** An answer without a body. */
  static Answer empty(int status, Map<String, String> headers) {
    return new Answer(status, null, NOTHING, headers);
  }

  /** An answer in words. */
  static Answer text(int status, String words, Map<String, String> headers) {
    return new Answer(
        status,
        "text/plain; charset=utf-8",
        (words + "\n").getBytes(StandardCharsets.UTF_8),
        headers);
  }
}
