package io.vedette.bench.quality.alerts;

import io.vedette.algorithms.correlate.AlertGrouper;
import io.vedette.algorithms.correlate.ClusterChange;
import io.vedette.algorithms.correlate.CorrelateParameters;
import io.vedette.algorithms.correlate.TrainedNames;
import io.vedette.schema.correlate.TopologyEdge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way to group alerts. */
interface Grouping {

  /** What it is called in the table. */
  String name();

  /** The group of each alert, in their order. */
  List<String> group(List<LabelledAlert> alerts);

  /** A quiet time ends a group, whatever the services. */
  static Grouping gap(int seconds) {
    return named(
        seconds + " s gap",
        alerts -> {
          List<String> groups = new ArrayList<>(alerts.size());
          int group = 0;
          long last = alerts.get(0).time();
          for (LabelledAlert alert : alerts) {
            group += alert.time() - last > 1000L * seconds ? 1 : 0;
            last = alert.time();
            groups.add(Integer.toString(group));
          }
          return groups;
        });
  }

  /** What fires between two full tens of minutes. */
  static Grouping bucket(int seconds) {
    return named(
        seconds / 60 + " min bucket",
        alerts ->
            alerts.stream().map(alert -> Long.toString(alert.time() / (1000L * seconds))).toList());
  }

  /** Each alert by itself. */
  static Grouping none() {
    return named(
        "none",
        alerts -> {
          List<String> groups = new ArrayList<>(alerts.size());
          for (int i = 0; i < alerts.size(); i++) {
            groups.add(Integer.toString(i));
          }
          return groups;
        });
  }

  /** Ours: the cluster each alert is in at the end, by the changes that are told. */
  static Grouping vedette(String name, CorrelateParameters parameters) {
    return vedette(name, parameters, List.of(), null);
  }

  /** Ours, with a topology told before the first alert, and trained names. */
  static Grouping vedette(
      String name,
      CorrelateParameters parameters,
      List<TopologyEdge> topology,
      @Nullable TrainedNames names) {
    return named(
        name,
        alerts -> {
          AlertGrouper grouper = new AlertGrouper(parameters, "");
          grouper.use(names);
          long begin = alerts.get(0).time();
          for (TopologyEdge edge : topology) {
            grouper.learn(edge.getFrom(), edge.getTo(), edge.getKind(), begin);
          }
          long[] clusters = new long[alerts.size()];
          Map<Long, Long> merged = new HashMap<>();
          for (int i = 0; i < alerts.size(); i++) {
            grouper.add(alerts.get(i).toFiring(i));
            if (i % 100 == 99 || i == alerts.size() - 1) {
              apply(grouper.drain(), clusters, merged);
            }
          }
          List<String> groups = new ArrayList<>(alerts.size());
          for (long cluster : clusters) {
            long at = cluster;
            while (merged.containsKey(at)) {
              at = merged.get(at);
            }
            groups.add(Long.toHexString(at));
          }
          return groups;
        });
  }

  /** Another, blind to severity. */
  static Grouping withoutSeverity(String name, Grouping grouping) {
    return named(
        name,
        alerts -> grouping.group(alerts.stream().map(LabelledAlert::withoutSeverity).toList()));
  }

  /** Another, of alerts that say neither who called nor what the entity runs on. */
  static Grouping withoutContext(String name, Grouping grouping) {
    return named(
        name,
        alerts -> grouping.group(alerts.stream().map(LabelledAlert::withoutContext).toList()));
  }

  private static void apply(List<ClusterChange> changes, long[] clusters, Map<Long, Long> merged) {
    for (ClusterChange change : changes) {
      change
          .joined()
          .forEach(joined -> clusters[Integer.parseInt(joined.alert())] = change.cluster());
      if (change.kind() == ClusterChange.Kind.MERGED) {
        merged.put(change.cluster(), change.other());
      }
    }
  }

  private static Grouping named(String name, Groups groups) {
    return new Grouping() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<String> group(List<LabelledAlert> alerts) {
        return groups.of(alerts);
      }
    };
  }

  /** The work of a grouping. */
  @FunctionalInterface
  interface Groups {
    /** The group of each. */
    List<String> of(List<LabelledAlert> alerts);
  }
}
