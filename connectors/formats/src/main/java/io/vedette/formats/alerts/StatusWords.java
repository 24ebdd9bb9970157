package io.vedette.formats.alerts;

import io.vedette.schema.result.AlertStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words of other tools that mean that an alert fires, or that it is over. */
final class StatusWords {

  private StatusWords() {}

  /** Null for a word that means neither. */
  static @Nullable AlertStatus of(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "firing", "alerting", "alarm", "triggered", "problem", "open", "active" ->
          AlertStatus.FIRING;
      case "resolved", "ok", "recovered", "closed", "inactive", "normal" -> AlertStatus.RESOLVED;
      default -> null;
    };
  }
}
