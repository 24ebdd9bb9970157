package io.vedette.jobs.retrain;

import io.vedette.jobs.streaming.AlertSource;
import io.vedette.jobs.streaming.InputSource;
import io.vedette.jobs.streaming.TopologySource;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.CallEdge;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;

/**
 * What names are trained on; all bounded.
 *
 * @param alerts of other tools, or recorded
 * @param ownAlerts of series; with those there is at least one source of alerts
 * @param topologies recorded
 * @param calls as traces tell
 * @param models those there are
 */
public record NamesHistory(
    List<AlertSource> alerts,
    List<InputSource<Alert>> ownAlerts,
    List<TopologySource> topologies,
    List<InputSource<CallEdge>> calls,
    Source<NamesModelRecord, ?, ?> models) {

  /** Checks that there are alerts, and that everything ends. */
  public NamesHistory {
    alerts = List.copyOf(alerts);
    ownAlerts = List.copyOf(ownAlerts);
    topologies = List.copyOf(topologies);
    calls = List.copyOf(calls);
    if (alerts.isEmpty() && ownAlerts.isEmpty()) {
      throw new IllegalArgumentException("names are trained on alerts: a source of them is needed");
    }
    alerts.forEach(source -> requireBounded(source.source(), source.name()));
    ownAlerts.forEach(source -> requireBounded(source.source(), source.name()));
    topologies.forEach(source -> requireBounded(source.source(), source.name()));
    calls.forEach(source -> requireBounded(source.source(), source.name()));
    requireBounded(models, "models of names");
  }

  static void requireBounded(Source<?, ?, ?> source, String name) {
    if (source.getBoundedness() != Boundedness.BOUNDED) {
      throw new IllegalArgumentException("training would never end: " + name + " is not bounded");
    }
  }
}
