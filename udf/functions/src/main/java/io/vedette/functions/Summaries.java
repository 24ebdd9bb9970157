package io.vedette.functions;

import io.vedette.algorithms.detect.Verdict;
import io.vedette.algorithms.text.Evidence;
import io.vedette.algorithms.text.Explanation;
import io.vedette.algorithms.text.MetricUnit;
import io.vedette.algorithms.text.PlainText;
import org.jspecify.annotations.Nullable;

/** Sentences for a person, the same in every locale. */
final class Summaries {

  private Summaries() {}

  /**
   * Why a sample is an anomaly: {@code cart: http_request_duration_seconds is 1.92 s, above the
   * 0.12 to 0.31 s expected at this time}, see {@link Explanation}.
   */
  static String anomaly(
      KnownSeries series, @Nullable String service, boolean isRate, Evidence evidence) {
    return Explanation.of(who(series, service), unit(series, isRate), evidence);
  }

  /**
   * {@code cart: http_request_duration_seconds is 0.2 s, within the 0.12 to 0.31 s expected at this
   * time, after a correction}.
   */
  static String corrected(
      KnownSeries series, @Nullable String service, double value, boolean isRate, Verdict verdict) {
    return is(series, service, value, isRate)
        + ", within the "
        + band(series, isRate, verdict)
        + " expected at this time, after a correction";
  }

  /** {@code cart: http_request_duration_seconds is 0.2 s, back in its band (0.12 to 0.31 s)}. */
  static String backInBand(
      KnownSeries series, @Nullable String service, double value, boolean isRate, Verdict verdict) {
    return is(series, service, value, isRate)
        + ", back in its band ("
        + band(series, isRate, verdict)
        + ")";
  }

  /** {@code cart: http_request_duration_seconds is 0.2 s, its alert goes on}. */
  static String goesOn(KnownSeries series, @Nullable String service, double value, boolean isRate) {
    return is(series, service, value, isRate) + ", its alert goes on";
  }

  /** {@code cart: http_request_duration_seconds is no longer reported}. */
  static String ended(KnownSeries series, @Nullable String service) {
    return who(series, service) + " is no longer reported";
  }

  /** {@code cart: http_requests fell to zero, expected 21 (band 0 to 44)}. */
  static String fellToZero(
      KnownSeries series, @Nullable String service, boolean isRate, Verdict verdict) {
    return who(series, service)
        + " fell to zero, expected "
        + unit(series, isRate).text(verdict.expected())
        + " (band "
        + band(series, isRate, verdict)
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

  /** {@code cart: http_requests: a correction took away the worst of the alert, which goes on}. */
  static String downgraded(KnownSeries series, @Nullable String service) {
    return who(series, service) + ": a correction took away the worst of the alert, which goes on";
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
    return who(series, service) + " is muted: " + PlainText.of(reason);
  }

  /** {@code cart: http_requests is resolved by feedback (f-17): a false positive}. */
  static String resolvedByFeedback(
      KnownSeries series, @Nullable String service, String command, String meaning) {
    return who(series, service)
        + " is resolved by feedback ("
        + PlainText.of(command)
        + "): "
        + meaning;
  }

  private static String is(
      KnownSeries series, @Nullable String service, double value, boolean isRate) {
    return who(series, service) + " is " + unit(series, isRate).text(value);
  }

  private static String who(KnownSeries series, @Nullable String service) {
    String metric = PlainText.of(series.metric().isEmpty() ? series.selector() : series.metric());
    return service == null ? metric : PlainText.of(service) + ": " + metric;
  }

  private static MetricUnit unit(KnownSeries series, boolean isRate) {
    return MetricUnit.of(series.metric(), isRate);
  }

  private static String band(KnownSeries series, boolean isRate, Verdict verdict) {
    MetricUnit unit = unit(series, isRate);
    if (verdict.lower() == Double.NEGATIVE_INFINITY) {
      return "up to " + unit.text(verdict.upper());
    }
    return verdict.upper() == Double.POSITIVE_INFINITY
        ? "from " + unit.text(verdict.lower())
        : unit.range(verdict.lower(), verdict.upper());
  }
}
