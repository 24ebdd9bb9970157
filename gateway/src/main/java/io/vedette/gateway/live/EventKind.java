package io.vedette.gateway.live;

import java.util.Locale;

/** What listeners are told of. */
public enum EventKind {
  /** An incident changed. */
  INCIDENT,
  /** An alert fires, changed, or is resolved. */
  ALERT,
  /** A silence was made, changed, or removed. */
  SILENCE;

  /** As it stands in the stream. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
