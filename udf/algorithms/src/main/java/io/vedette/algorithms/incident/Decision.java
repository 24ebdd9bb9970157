package io.vedette.algorithms.incident;

import io.vedette.schema.result.IncidentChangeKind;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a command.
 *
 * @param change what it did; null when it is refused
 * @param reason why, one sentence for a person
 */
record Decision(@Nullable IncidentChangeKind change, String reason) {

  static Decision applied(IncidentChangeKind change, String reason) {
    return new Decision(change, reason);
  }

  static Decision refused(String reason) {
    return new Decision(null, reason);
  }
}
