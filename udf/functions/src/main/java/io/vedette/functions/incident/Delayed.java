package io.vedette.functions.incident;

import io.vedette.schema.incident.IncidentMessage;

/** Messages of an incident to itself, for a later time. */
final class Delayed {

  private Delayed() {}

  /** When it is due; the least long for a message that is not of these. */
  static long due(IncidentMessage message) {
    return switch (message.getKind()) {
      case TELL, CHECK, WAKE, FORGET, DROP_RECORD -> message.getAt();
      default -> Long.MIN_VALUE;
    };
  }
}
