package io.vedette.demo;

/**
 * How many people are in the shop, as a share of the busiest hour of the week.
 *
 * <p>The night's low at 04:00 UTC is 0.3 of the day's peak at 16:00; Sunday night's peak is 0.8 of
 * Thursday's. Smooth, so that at speed 1 nothing moves by more than 0.02 percent in five seconds.
 */
final class Rhythm {

  static final double NIGHT = 0.3;

  private static final double DAY_MS = 86_400_000;
  private static final double WEEK_MS = 7 * DAY_MS;
  private static final double LOW_MS = 4 * 3_600_000;
  private static final double WEEKLY_SWING = 0.1;

  private final double speed;

  /**
   * A rhythm whose days pass faster or slower than real ones.
   *
   * @param speed days of the shop in one real day
   */
  Rhythm(double speed) {
    this.speed = speed;
  }

  /** Traffic at a time, in milliseconds since the epoch: from 0.24 to 1. */
  double traffic(long timeMs) {
    double time = timeMs * speed;
    double day = 0.5 - 0.5 * Math.cos(2 * Math.PI * (time - LOW_MS) / DAY_MS);
    // The epoch began on a Thursday, the day of the weekly peak.
    double noonOfThursday = DAY_MS / 2;
    double week =
        1 - WEEKLY_SWING + WEEKLY_SWING * Math.cos(2 * Math.PI * (time - noonOfThursday) / WEEK_MS);
    return week * (NIGHT + (1 - NIGHT) * day);
  }
}
