package io.vedette.gateway.ingest;

import io.vedette.gateway.telemetry.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a body is not taken.
 *
 * @param status HTTP status
 * @param message what, where and why
 * @param outcome what it is counted as
 * @param retryAfterSeconds when to try again, 0 for no word of it
 */
record Refusal(int status, String message, Outcome outcome, long retryAfterSeconds) {

  private static final long SOON_SECONDS = 1;

  /** The sender's fault; it must not try again. */
  static Refusal of(int status, String message) {
    return new Refusal(status, message, Outcome.REFUSED, 0);
  }

  /** No valid token. */
  static Refusal unauthorized() {
    return of(401, "a valid bearer token is needed");
  }

  /** Not signed, or by another secret. */
  static Refusal unsigned() {
    return of(401, "the body's own signature is needed in X-Hub-Signature-256");
  }

  /** Larger than a limit. */
  static Refusal tooLarge(long limit) {
    return of(413, "the body is larger than " + limit + " bytes (limits.body-bytes)");
  }

  /** Sent more than its allowance. */
  static Refusal rateLimited(String account, long waitNanos) {
    long seconds = Math.max(1, (waitNanos + 999_999_999) / 1_000_000_000);
    return new Refusal(
        429,
        account + " sends more than its allowance (gateway.source-*-per-second)",
        Outcome.RATE_LIMITED,
        seconds);
  }

  /** No room. */
  static Refusal overloaded(String message) {
    return new Refusal(503, message, Outcome.OVERLOADED, SOON_SECONDS);
  }

  /** Kafka did not store it, as far as is known. */
  static Refusal failed(String message) {
    return new Refusal(503, message, Outcome.FAILED, SOON_SECONDS);
  }

  /**
   * The body took too long. Not 408, which neither remote write nor OTLP repeats after: a network
   * that is slow for a while must not lose samples.
   */
  static Refusal tooSlow() {
    return new Refusal(
        503,
        "the body did not arrive in time (gateway.body-timeout)",
        Outcome.ABORTED,
        SOON_SECONDS);
  }

  /** The connection broke, or the body ended early. */
  static Refusal aborted(String message) {
    return new Refusal(400, message, Outcome.ABORTED, 0);
  }

  /** A fault of the gateway's own. */
  static Refusal internal() {
    return new Refusal(500, "internal error; see the gateway's log", Outcome.FAILED, 0);
  }

  /** The same with its message fit for an answer: no control characters, not too long. */
  Refusal shortened(int maxChars) {
    return new Refusal(status, Words.fit(message, maxChars), outcome, retryAfterSeconds);
  }

  /** Headers any protocol sends with it. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    if (retryAfterSeconds > 0) {
      headers.put("Retry-After", Long.toString(retryAfterSeconds));
    }
    if (status == 401) {
      headers.put("WWW-Authenticate", "Bearer");
    }
    return headers;
  }
}
