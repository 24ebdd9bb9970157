package io.vedette.algorithms.correlate;

/** Why two entities are connected, and how far that is. */
enum EdgeKind {
  /** An instance and its service. */
  INSTANCE(1),
  /** A caller and whom it calls. */
  CALL(2),
  /** Names that mean the same, where nothing else connects. */
  SIMILAR(2),
  /** An entity and what it runs on. */
  HOST(2);

  private final int cost;

  EdgeKind(int cost) {
    this.cost = cost;
  }

  int cost() {
    return cost;
  }
}
