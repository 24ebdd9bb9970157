package io.vedette.algorithms.correlate;

/** Why two entities are connected, and how far that is. */
enum EdgeKind {
  /** An instance and its service. */
  INSTANCE(1),
  /** A caller and whom it calls. */
  CALL(2),
  /** Names that mean the same, where nothing else connects. */
  SIMILAR(2),
  /** Names that were trained to belong together; beside any other edge, and gone with the model. */
  TRAINED(2),
  /** An entity and what it runs on. */
  HOST(2);

  private final int cost;

  EdgeKind(int cost) {
    this.cost = cost;
  }

  int cost() {
    return cost;
  }

  /** Whether names say so; that does not age as what is seen does. */
  boolean isOfNames() {
    return this == SIMILAR || this == TRAINED;
  }
}
