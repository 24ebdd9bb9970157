package io.vedette.algorithms.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Storms of alerts made by a seed, and the cluster each alert ends in by what is told. */
final class Storm {

  static final long BEGINNING = 1_700_000_000_000L;

  private final List<Firing> firings = new ArrayList<>();
  private final SplittableRandom random;

  Storm(long seed) {
    random = new SplittableRandom(seed);
  }

  /** An incident of a system of five services in a chain: a burst that decays. */
  Storm incident(String system, long atSeconds, int alerts) {
    for (int i = 0; i < alerts; i++) {
      int service = random.nextInt(5);
      double after = i < alerts / 4 ? random.nextDouble(3) : -60 * Math.log(random.nextDouble());
      alert(
          atSeconds + Math.min(after, 300),
          system + service + "-" + random.nextInt(2),
          service == 0 ? null : system + (service - 1) + "-0",
          "alert " + random.nextInt(12));
    }
    return this;
  }

  Storm alert(double atSeconds, String entity, @Nullable String caller, String name) {
    firings.add(
        firing(
            "a" + firings.size(), BEGINNING + Math.round(1000 * atSeconds), entity, caller, name));
    return this;
  }

  static Firing firing(String id, long time, String entity, @Nullable String caller, String name) {
    long key = Firing.keyOf(caller, entity, name);
    return new Firing(id, time, key, null, entity, caller, null, name, true);
  }

  /** In order of time, then of id. */
  List<Firing> firings() {
    return firings.stream()
        .sorted(Comparator.comparingLong(Firing::time).thenComparing(Firing::id))
        .toList();
  }

  /** The cluster of each alert at the end, asked for what changed every so many alerts. */
  static Map<String, Long> clusters(AlertGrouper grouper, List<Firing> firings, int every) {
    Ledger ledger = new Ledger();
    for (int i = 0; i < firings.size(); i++) {
      grouper.add(firings.get(i));
      if (i % every == every - 1) {
        ledger.take(grouper.drain());
      }
    }
    ledger.take(grouper.drain());
    return ledger.clusters();
  }

  /** Follows what is told, as whoever reads the records does. */
  static final class Ledger {
    private final Map<String, Long> clusters = new HashMap<>();
    private final Map<Long, Long> merged = new HashMap<>();

    void take(List<ClusterChange> changes) {
      for (ClusterChange change : changes) {
        for (ClusterChange.Joined joined : change.joined()) {
          Long before = clusters.put(joined.alert(), change.cluster());
          long told = before == null ? Cluster.NONE : before;
          while (merged.containsKey(told)) {
            told = merged.get(told);
          }
          if (told != joined.movedFrom()) {
            throw new AssertionError(
                joined.alert() + " was in " + told + ", not in " + joined.movedFrom());
          }
        }
        if (change.kind() == ClusterChange.Kind.MERGED) {
          merged.put(change.cluster(), change.other());
        }
      }
    }

    Map<String, Long> clusters() {
      Map<String, Long> last = new HashMap<>();
      clusters.forEach(
          (alert, cluster) -> {
            long at = cluster;
            while (merged.containsKey(at)) {
              at = merged.get(at);
            }
            last.put(alert, at);
          });
      return last;
    }
  }
}
