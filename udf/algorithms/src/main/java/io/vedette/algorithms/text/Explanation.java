package io.vedette.algorithms.text;

import io.vedette.schema.result.Direction;

/**
 * Why a sample is an anomaly: one sentence, as the person on call would say it.
 *
 * <pre>
 *   VALUE      is 0.056 s, above the 0.0085 to 0.0107 s expected at this time; values like this come ...
 *   SEASON     is 0.056 s, above the 0.0095 s usual at this hour of the week; deviations like this come ...
 *   SHIFT      has lately been above the 0.0095 s usual at this hour of the day, and is now 0.056 s; ...
 *   VARIANCE   swings more than usual, and is now 0.056 s; swings like this come ...
 *   JUMP       jumped by 0.04 s to 0.056 s; steps like this come about once in 3 weeks; ...
 *   RANGE      is 0.056 s, far above its long-run level of 0.0095 s; values like this come ...
 *   FLAT_LINE  has stopped moving: it has been 0.056 s for 12 minutes; ...
 * </pre>
 *
 * <p>All but the first end with the band, {@code expected now is 0.0085 to 0.0107 s}. How often is
 * told where it is known, see {@link Rarity}; of a flat line it is not: how long one lasts is no
 * share of the samples.
 */
public final class Explanation {

  private Explanation() {}

  /**
   * The sentence, without a full stop.
   *
   * @param who what the series is called, safe to show, see {@link PlainText}
   */
  public static String of(String who, MetricUnit unit, Evidence evidence) {
    String now = unit.text(evidence.value());
    String rarity =
        Rarity.of(
            evidence.probability(),
            evidence.intervalMillis(),
            evidence.samples(),
            evidence.remembered());
    return switch (evidence.channel()) {
      case VALUE -> who + " is " + now + againstBand(unit, evidence) + come("values", rarity);
      case SEASON ->
          who
              + " is "
              + now
              + ", "
              + side(evidence.value() > evidence.usual(), evidence)
              + usually(unit, evidence, RoughTime.WEEK, "week")
              + come("deviations", rarity)
              + expectedNow(unit, evidence);
      case SHIFT ->
          who
              + " has lately been "
              + side(evidence.direction() == Direction.ABOVE, evidence)
              + usually(unit, evidence, RoughTime.DAY, "day")
              + ", and is now "
              + now
              + come("shifts", rarity)
              + expectedNow(unit, evidence);
      case VARIANCE ->
          who
              + " swings more than usual, and is now "
              + now
              + come("swings", rarity)
              + expectedNow(unit, evidence);
      case JUMP ->
          who + step(unit, evidence, now) + come("steps", rarity) + expectedNow(unit, evidence);
      case RANGE ->
          who
              + " is "
              + now
              + ", far "
              + side(evidence.value() > evidence.usual(), evidence)
              + "its long-run level"
              + (Double.isNaN(evidence.usual()) ? "" : " of " + unit.text(evidence.usual()))
              + come("values", rarity)
              + expectedNow(unit, evidence);
      case FLAT_LINE ->
          who
              + " has stopped moving: it has been "
              + now
              + " for "
              + unchanged(evidence)
              + expectedNow(unit, evidence);
    };
  }

  /** By what the channel compares with, where that is known; else by the side of the verdict. */
  private static String side(boolean isAboveUsual, Evidence evidence) {
    boolean above =
        Double.isNaN(evidence.usual()) ? evidence.direction() == Direction.ABOVE : isAboveUsual;
    return above ? "above " : "below ";
  }

  /** Of an hour of the day or week no more is said than the series was watched for. */
  private static String usually(MetricUnit unit, Evidence evidence, double cycle, String name) {
    double watched = evidence.samples() * evidence.intervalMillis();
    String when = watched < cycle ? "so far" : "at this hour of the " + name;
    return Double.isNaN(evidence.usual())
        ? "what is usual " + when
        : "the " + unit.text(evidence.usual()) + " usual " + when;
  }

  private static String step(MetricUnit unit, Evidence evidence, String now) {
    double step = evidence.value() - evidence.before();
    boolean up = Double.isNaN(step) ? evidence.direction() == Direction.ABOVE : step > 0;
    return (up ? " jumped" : " dropped")
        + (Double.isNaN(step) ? "" : " by " + unit.text(Math.abs(step)))
        + " to "
        + now;
  }

  private static String unchanged(Evidence evidence) {
    return evidence.intervalMillis() > 0
        ? RoughTime.of(Math.max(1, evidence.unchanged()) * evidence.intervalMillis())
        : evidence.unchanged() + 1 + " samples";
  }

  private static String come(String what, String rarity) {
    return rarity.isEmpty() ? "" : "; " + what + " like this come " + rarity;
  }

  private static String againstBand(MetricUnit unit, Evidence evidence) {
    if (Double.isInfinite(evidence.lower()) || Double.isInfinite(evidence.upper())) {
      return ", where " + band(unit, evidence) + " is expected at this time";
    }
    return ", " + place(evidence) + " the " + band(unit, evidence) + " expected at this time";
  }

  private static String place(Evidence evidence) {
    if (evidence.value() > evidence.upper()) {
      return "above";
    } else if (evidence.value() < evidence.lower()) {
      return "below";
    }
    return evidence.direction() == Direction.ABOVE ? "high within" : "low within";
  }

  private static String expectedNow(MetricUnit unit, Evidence evidence) {
    return "; expected now is " + band(unit, evidence);
  }

  private static String band(MetricUnit unit, Evidence evidence) {
    if (evidence.lower() == Double.NEGATIVE_INFINITY) {
      return "at most " + unit.text(evidence.upper());
    }
    return evidence.upper() == Double.POSITIVE_INFINITY
        ? "at least " + unit.text(evidence.lower())
        : unit.range(evidence.lower(), evidence.upper());
  }
}
