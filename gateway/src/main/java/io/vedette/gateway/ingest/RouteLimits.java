package io.vedette.gateway.ingest;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;

/** What the checks of all routes take. */
final class RouteLimits {

  private RouteLimits() {}

  /** By the settings, which are those of the job. */
  static DecoderLimits of(Settings settings) {
    return new DecoderLimits(
        Math.toIntExact(settings.get(SharedSettings.MAX_UNPACKED_BYTES)),
        settings.get(SharedSettings.MAX_LABELS),
        settings.get(SharedSettings.MAX_LABEL_NAME_BYTES),
        settings.get(SharedSettings.MAX_LABEL_VALUE_BYTES));
  }
}
