package io.vedette.algorithms.text;

/**
 * How often something comes, in words. Never claims more than was seen: what by the shape of the
 * tail would come once in a thousand years comes less than once in the time it was watched.
 */
public final class Rarity {

  /** What comes more often than once in so many samples is not worth a word. */
  private static final double ORDINARY = 10;

  private Rarity() {}

  /**
   * {@code about once in 3 weeks}, {@code less than once in the 12 days it was watched}; empty
   * where nothing is known or it is nothing rare.
   *
   * @param probability share of the samples, NaN where it is not known
   * @param intervalMillis between samples; 0 where it is not known: then samples are counted
   * @param samples there were
   * @param remembered of these, on how many the probability rests
   */
  public static String of(
      double probability, double intervalMillis, long samples, long remembered) {
    if (!(probability < 1 / ORDINARY) || remembered < ORDINARY) {
      return "";
    }
    double times = 1 / probability;
    if (times <= remembered) {
      return "about once in " + time(times, intervalMillis);
    }
    String watched = time((double) remembered, intervalMillis);
    return remembered < samples
        ? "less than once in the last " + watched
        : "less than once in the " + watched + " it was watched";
  }

  private static String time(double samples, double intervalMillis) {
    return intervalMillis > 0
        ? RoughTime.of(samples * intervalMillis)
        : Math.round(samples) + " samples";
  }
}
