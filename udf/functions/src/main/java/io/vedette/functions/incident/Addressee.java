package io.vedette.functions.incident;

/** Who gets a letter. */
public enum Addressee {
  /** An incident, by its id. */
  INCIDENT,
  /** An alert, by environment and id. */
  ALERT,
  /** A service, by environment and name. */
  SERVICE
}
