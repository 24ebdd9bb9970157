package io.vedette.functions.rootcause;

import io.vedette.algorithms.rootcause.Cause;
import io.vedette.algorithms.rootcause.Cause.Evidence;
import io.vedette.algorithms.rootcause.Family;
import io.vedette.algorithms.rootcause.Sign;
import io.vedette.algorithms.rootcause.Subgraph;
import io.vedette.schema.incident.CauseEvidence;
import io.vedette.schema.incident.CauseLevel;
import io.vedette.schema.incident.IncidentCall;
import io.vedette.schema.incident.IncidentGraph;
import io.vedette.schema.incident.IncidentNode;
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

  static IncidentGraph of(Subgraph part) {
    return new IncidentGraph(
        part.entities().stream()
            .map(
                entity ->
                    new IncidentNode(
                        entity.name(),
                        CauseLevel.valueOf(entity.level().name()),
                        entity.service(),
                        entity.host(),
                        entity.hasSigns(),
                        entity.kind()))
            .toList(),
        part.calls().stream()
            .map(
                call ->
                    new IncidentCall(
                        call.caller(),
                        call.callee(),
                        rounded(call.calls()),
                        rounded(call.errors()),
                        rounded(call.meanMillis())))
            .toList());
  }

  private static CauseEvidence of(Evidence evidence) {
    Sign.Band band = evidence.band();
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
        .setValue(band == null ? null : band.value())
        .setExpected(band == null ? null : band.expected())
        .setLower(band == null ? null : band.lower())
        .setUpper(band == null ? null : band.upper())
        .build();
  }

  /** To a thousandth: more would only be noise to read. */
  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}
