package io.vedette.algorithms.forecast;

import org.jspecify.annotations.Nullable;

/**
 * What a holiday does to a series, by time of day: the mean of what the holidays of the history
 * were away from an ordinary day, drawn towards nothing as if one holiday more had had no effect.
 */
final class HolidayEffect {

  private static final int MOST_SLOTS = 24;

  private final Layout layout;
  private final double[] effects;
  private final int[] slots;

  private HolidayEffect(Layout layout, double[] effects, int[] slots) {
    this.layout = layout;
    this.effects = effects;
    this.slots = slots;
  }

  /** The effect, or null when no holiday lies in the history. */
  static @Nullable HolidayEffect of(double[] units, Layout layout, int period) {
    int places = places(layout);
    double[] sums = new double[places];
    int[] counts = new int[places];
    int[] slots = slots(layout, places);
    boolean isKnown = false;
    Decomposition ordinary = null;
    for (int bin = 0; bin < units.length; bin++) {
      if (layout.holiday()[bin] && !Double.isNaN(units[bin])) {
        if (ordinary == null) {
          ordinary = Decomposition.of(units, units.length, layout, period);
        }
        sums[slots[bin]] += units[bin] - ordinary.fit(layout, bin);
        counts[slots[bin]]++;
        isKnown = true;
      }
    }
    if (!isKnown) {
      return null;
    }
    double binsOfADay = Math.max(1, layout.daySlots() / (double) places);
    for (int slot = 0; slot < places; slot++) {
      sums[slot] /= counts[slot] + binsOfADay;
    }
    return new HolidayEffect(layout, sums, slots);
  }

  private static int places(Layout layout) {
    return Math.max(1, Math.min(MOST_SLOTS, layout.daySlots()));
  }

  private static int[] slots(Layout layout, int places) {
    int[] slots = new int[layout.holiday().length];
    if (layout.daySlots() > 0) {
      for (int bin = 0; bin < slots.length; bin++) {
        slots[bin] = (int) ((long) layout.slots()[0][bin] * places / layout.daySlots());
      }
    }
    return slots;
  }

  /** What is added at a bin: 0 but on a holiday. */
  double at(int bin) {
    return layout.holiday()[bin] ? effects[slots[bin]] : 0;
  }

  /** The same as a season of one day. */
  SeasonalProfile profile() {
    float[] values = new float[effects.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) effects[i];
    }
    long phase = 0;
    if (layout.daySlots() > 0) {
      // the middle of the bins that share a place
      long width = Season.DAY / layout.daySlots();
      long together = Season.DAY / effects.length / width;
      phase = layout.seasons().get(0).phaseMillis() + (together - 1) * width / 2;
    }
    return new SeasonalProfile(Season.DAY, phase, false, values);
  }
}
