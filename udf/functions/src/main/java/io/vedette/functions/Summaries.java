package io.vedette.functions;

import io.vedette.algorithms.detect.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Sentences for a person, the same in every locale. */
final class Summaries {

  /** Enough to tell two levels apart, few enough to read aloud. */
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private Summaries() {}

  /** {@code cart: http_request_duration_seconds is 1.92, expected 0.21 (band 0.12 to 0.31)}. */
  static String firing(
      KnownSeries series, @Nullable String service, double value, boolean isRate, Verdict verdict) {
    return is(series, service, value, isRate)
        + ", expected "
        + number(verdict.expected())
        + " (band "
        + band(verdict)
        + ")";
  }

  /** {@code cart: http_request_duration_seconds is 0.2, back in its band (0.12 to 0.31)}. */
  static String backInBand(
      KnownSeries series, @Nullable String service, double value, boolean isRate, Verdict verdict) {
    return is(series, service, value, isRate) + ", back in its band (" + band(verdict) + ")";
  }

  /** {@code cart: http_request_duration_seconds is no longer reported}. */
  static String ended(KnownSeries series, @Nullable String service) {
    return who(series, service) + " is no longer reported";
  }

  /** {@code cart: http_requests fell to zero, expected 21 (band 0 to 44)}. */
  static String fellToZero(KnownSeries series, @Nullable String service, Verdict verdict) {
    return who(series, service)
        + " fell to zero, expected "
        + number(verdict.expected())
        + " (band "
        + band(verdict)
        + ")";
  }

  /** {@code cart: http_requests is 12, no longer zero}. */
  static String roseFromZero(
      KnownSeries series, @Nullable String service, double value, boolean isRate) {
    return is(series, service, value, isRate) + ", no longer zero";
  }

  /** {@code cart: http_requests: a correction took away what the alert was raised for}. */
  static String withdrawn(KnownSeries series, @Nullable String service) {
    return who(series, service) + ": a correction took away what the alert was raised for";
  }

  /** {@code cart: http_requests is now scored as a rate, what was learned no longer applies}. */
  static String changedMeaning(KnownSeries series, @Nullable String service, boolean isRate) {
    return who(series, service)
        + " is now scored "
        + (isRate ? "by its rate" : "as it is")
        + ", what was learned before no longer applies";
  }

  /** {@code cart: http_requests is muted: the deviation is expected (f-17)}. */
  static String muted(KnownSeries series, @Nullable String service, String reason) {
    return who(series, service) + " is muted: " + reason;
  }

  /** {@code cart: http_requests is resolved by feedback (f-17): a false positive}. */
  static String resolvedByFeedback(
      KnownSeries series, @Nullable String service, String command, String meaning) {
    return who(series, service) + " is resolved by feedback (" + command + "): " + meaning;
  }

  private static String is(
      KnownSeries series, @Nullable String service, double value, boolean isRate) {
    return who(series, service) + " is " + number(value) + (isRate ? " per second" : "");
  }

  private static String who(KnownSeries series, @Nullable String service) {
    String metric = series.metric().isEmpty() ? series.selector() : series.metric();
    return service == null ? metric : service + ": " + metric;
  }

  private static String band(Verdict verdict) {
    if (verdict.lower() == Double.NEGATIVE_INFINITY) {
      return "up to " + number(verdict.upper());
    }
    return verdict.upper() == Double.POSITIVE_INFINITY
        ? "from " + number(verdict.lower())
        : number(verdict.lower()) + " to " + number(verdict.upper());
  }

  /** Four significant digits, without an exponent where that is readable. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
    double size = Math.abs(value);
    boolean readable = size == 0 || (size >= 1e-4 && size < 1e9);
    return readable ? rounded.toPlainString() : rounded.toString();
  }
}
