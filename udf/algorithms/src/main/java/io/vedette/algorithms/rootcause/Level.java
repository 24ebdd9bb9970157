package io.vedette.algorithms.rootcause;

/** What kind of thing an entity is. */
public enum Level {
  /** A service as a whole, a database, a queue. */
  SERVICE,
  /** A pod, a task, a process of a service. */
  INSTANCE,
  /** What instances run on. */
  HOST
}
