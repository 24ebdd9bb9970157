package io.vedette.algorithms.noise;

import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.AlertStatus;
import org.jspecify.annotations.Nullable;

/** Alerts as those behind know them. */
final class Passed {

  private Passed() {}

  /** Under the id its firing has behind. */
  static IncomingAlert named(IncomingAlert alert, @Nullable String id) {
    return id == null || alert.getId().equals(id)
        ? alert
        : IncomingAlert.newBuilder(alert).setId(id).build();
  }

  /** Its end. */
  static IncomingAlert resolution(IncomingAlert alert, String id, long ts) {
    return IncomingAlert.newBuilder(alert)
        .setId(id)
        .setStatus(AlertStatus.RESOLVED)
        .setTs(ts)
        .build();
  }
}
