package io.vedette.functions.incident;

import io.vedette.schema.incident.IncidentMessage;

/**
 * A message and whom it is for.
 *
 * @param to what kind of actor
 * @param key which one
 * @param message what it says
 */
public record IncidentLetter(Addressee to, String key, IncidentMessage message) {

  /** The environment it is about; empty where only the incident is named. */
  public String environment() {
    return message.getEnvironment();
  }
}
