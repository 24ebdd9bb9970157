package io.vedette.functions.rootcause;

import io.vedette.algorithms.rootcause.Cause;
import io.vedette.algorithms.rootcause.Cause.Evidence;
import io.vedette.algorithms.rootcause.Family;
import io.vedette.schema.incident.CauseEvidence;
import io.vedette.schema.incident.CauseLevel;
import io.vedette.schema.incident.RankedCause;

/** Causes as they are written. */
final class CauseRecords {

  private CauseRecords() {}

  static RankedCause of(Cause cause) {
    return RankedCause.newBuilder()
        .setEntity(cause.entity())
        .setLevel(CauseLevel.valueOf(cause.level().name()))
        .setService(cause.service())
        .setScore(rounded(cause.score()))
        .setConfidence(rounded(cause.confidence()))
        .setFamilies(cause.families().stream().map(Family::id).toList())
        .setSince(cause.since())
        .setPath(cause.path())
        .setEvidence(cause.evidence().stream().map(CauseRecords::of).toList())
        .build();
  }

  private static CauseEvidence of(Evidence evidence) {
    return CauseEvidence.newBuilder()
        .setKind(evidence.kind())
        .setName(evidence.name())
        .setFamily(evidence.family())
        .setEntity(evidence.entity())
        .setCaller(evidence.caller())
        .setAt(evidence.at())
        .setCount(evidence.count())
        .setStrength(rounded(evidence.strength()))
        .setSummary(evidence.summary())
        .build();
  }

  /** To a thousandth: more would only be noise to read. */
  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}
