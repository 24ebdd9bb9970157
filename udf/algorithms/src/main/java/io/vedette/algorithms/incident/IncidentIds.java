package io.vedette.algorithms.incident;

import io.vedette.schema.SeriesHash;

/** Ids of incidents that begin with no cluster: the same again when the same happens again. */
final class IncidentIds {

  private static final long CONTINUES = SeriesHash.of("continues");
  private static final long SPLIT = SeriesHash.of("split");

  private IncidentIds() {}

  /** Of the n-th incident that goes on from a resolved one. */
  static String successor(String incident, int n) {
    return SeriesHash.toHex(SeriesHash.fold(SeriesHash.of(incident), CONTINUES, n));
  }

  /** Of the incident a command splits off. */
  static String split(String incident, String command) {
    return SeriesHash.toHex(
        SeriesHash.fold(SeriesHash.of(incident), SPLIT, SeriesHash.of(command)));
  }
}
