package io.vedette.store;

import io.vedette.settings.Settings;
import java.time.Duration;

/**
 * How long what is kept.
 *
 * @param points points as they came
 * @param rollups steps
 * @param results everything else
 * @param step length of a step
 * @param diskLimit bytes
 */
public record Retention(
    Duration points, Duration rollups, Duration results, Duration step, long diskLimit) {

  /** As set. */
  public static Retention of(Settings settings) {
    return new Retention(
        settings.get(StoreSettings.POINTS_RETENTION),
        settings.get(StoreSettings.ROLLUPS_RETENTION),
        settings.get(StoreSettings.RESULTS_RETENTION),
        settings.get(StoreSettings.ROLLUP_STEP),
        settings.get(StoreSettings.DISK_LIMIT));
  }
}
