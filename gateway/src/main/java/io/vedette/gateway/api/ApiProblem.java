package io.vedette.gateway.api;

/** An answer other than what was asked for (RFC 9457); without a stack, unless told its cause. */
final class ApiProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final long retryAfterSeconds;

  private ApiProblem(int status, String detail, long retryAfterSeconds) {
    super(detail, null, false, false);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static ApiProblem of(int status, String detail) {
    return new ApiProblem(status, detail, 0);
  }

  /** A parameter or the body is wrong. */
  static ApiProblem bad(String detail) {
    return of(400, detail);
  }

  /** There is none of this id. */
  static ApiProblem notFound(String what) {
    return of(404, "there is no such " + what);
  }

  /** Not now. */
  static ApiProblem unavailable(String detail) {
    return new ApiProblem(503, detail, 1);
  }

  /** Too often. */
  static ApiProblem tooOften(String account, long waitNanos) {
    return new ApiProblem(
        429,
        account + " asks more often than it may (gateway.api-requests-per-second)",
        Math.max(1, (waitNanos + 999_999_999) / 1_000_000_000));
  }

  int status() {
    return status;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  /** When to come again; 0 for no word of it. */
  long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
