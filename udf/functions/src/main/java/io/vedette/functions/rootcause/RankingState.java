package io.vedette.functions.rootcause;

import io.vedette.algorithms.rootcause.DependencyGraph;
import io.vedette.algorithms.rootcause.SignHistory;
import io.vedette.algorithms.rootcause.SignHistory.Past;
import io.vedette.schema.rootcause.DependencyGraphRecord;
import io.vedette.schema.rootcause.PastIncidentRecord;
import io.vedette.schema.rootcause.RankingStateRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one environment: who calls whom, and what incidents before showed. Restored,
 * both are made when they are first asked for, since only then the bounds are known.
 */
public final class RankingState {

  private @Nullable RankingStateRecord stored;
  private @Nullable DependencyGraph graph;
  private @Nullable SignHistory history;

  /** The graph, within these bounds when there is none yet. */
  DependencyGraph graph(RankingOptions options) {
    live(options);
    DependencyGraph living = graph;
    if (living == null) {
      throw new IllegalStateException("no graph");
    }
    return living;
  }

  /** What incidents before showed. */
  SignHistory history(RankingOptions options) {
    live(options);
    SignHistory living = history;
    if (living == null) {
      throw new IllegalStateException("no history");
    }
    return living;
  }

  private void live(RankingOptions options) {
    if (graph != null) {
      return;
    }
    RankingStateRecord record = stored;
    graph =
        record == null
            ? new DependencyGraph(options.graph())
            : DependencyGraph.fromStored(options.graph(), record.getGraph());
    SignHistory known = new SignHistory(options.parameters());
    if (record != null) {
      for (PastIncidentRecord past : record.getIncidents()) {
        known.add(new Past(past.getId(), past.getStart(), past.getKeys(), past.getGroups()));
      }
    }
    history = known;
    stored = null;
  }

  RankingStateRecord toStored() {
    DependencyGraph living = graph;
    SignHistory known = history;
    if (living == null || known == null) {
      return stored == null
          ? new RankingStateRecord(
              new DependencyGraphRecord(List.of(), List.of(), Long.MIN_VALUE), List.of())
          : stored;
    }
    List<PastIncidentRecord> incidents = new ArrayList<>();
    for (Past past : known.incidents()) {
      incidents.add(new PastIncidentRecord(past.id(), past.start(), past.keys(), past.groups()));
    }
    return new RankingStateRecord(living.toStored(), incidents);
  }

  static RankingState fromStored(RankingStateRecord record) {
    RankingState state = new RankingState();
    state.stored = record;
    return state;
  }
}
