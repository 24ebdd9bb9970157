package io.vedette.functions.correlate;

import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;

/**
 * The edges a topology told: owner of the broadcast state {@code topology}, some 100 bytes an edge,
 * at most as many as configured.
 *
 * <p>An edge that was given is kept until it is taken back; one that traces told, until it was not
 * seen for the retention before the newest of all. What is kept does not depend on the order they
 * come in. Time counts in hours here, so that an edge that is seen all the time is written once an
 * hour.
 */
public final class KnownTopology {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final int most;
  private final long hoursKept;
  private int version;
  private long newest = Long.MIN_VALUE;
  private @Nullable Map<String, GroupingControl> edges;

  /**
   * With so many edges at most.
   *
   * @param retention event time after which an edge that traces told is forgotten
   */
  public KnownTopology(int most, Duration retention) {
    this.most = most;
    hoursKept = Math.max(1, retention.toMillis() / HOUR);
  }

  /** Another after every change. */
  public int version() {
    return version;
  }

  /** Whether what a restored job knows was read; a function cannot when it opens. */
  public boolean isLoaded() {
    return edges != null;
  }

  /** Takes what is in the state. */
  public void load(ReadOnlyBroadcastState<String, GroupingControl> stored) throws Exception {
    known(stored);
    version++;
  }

  private Map<String, GroupingControl> known(ReadOnlyBroadcastState<String, GroupingControl> stored)
      throws Exception {
    Map<String, GroupingControl> known = edges;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Map.Entry<String, GroupingControl> entry : stored.immutableEntries()) {
        known.put(entry.getKey(), entry.getValue());
        if (entry.getValue().getSeenAt() != null) {
          newest = Math.max(newest, hour(entry.getValue()));
        }
      }
      edges = known;
    }
    return known;
  }

  /**
   * Takes an edge, or takes it back.
   *
   * @return false when it is one too many: then nothing changed
   */
  public boolean change(GroupingControl control, BroadcastState<String, GroupingControl> stored)
      throws Exception {
    TopologyEdge edge = control.getEdge();
    if (edge == null) {
      return true;
    }
    Map<String, GroupingControl> known = known(stored);
    String key = key(control.getEnvironment(), edge);
    if (control.getIsRemoved()) {
      if (known.remove(key) != null) {
        stored.remove(key);
        version++;
      }
      return true;
    }
    long hour = hour(control);
    if (control.getSeenAt() != null && hour > newest) {
      newest = hour;
      forget(known, stored);
    }
    if (isOver(hour)) {
      return true;
    }
    GroupingControl before = known.get(key);
    if (before != null) {
      if (before.getSeenAt() != null && hour(before) < hour) {
        keep(key, control, known, stored);
      }
      return true;
    }
    if (known.size() >= most) {
      return false;
    }
    keep(key, control, known, stored);
    version++;
    return true;
  }

  private static void keep(
      String key,
      GroupingControl control,
      Map<String, GroupingControl> known,
      BroadcastState<String, GroupingControl> stored)
      throws Exception {
    stored.put(key, control);
    known.put(key, control);
  }

  private void forget(
      Map<String, GroupingControl> known, BroadcastState<String, GroupingControl> stored)
      throws Exception {
    List<String> over = new ArrayList<>();
    known.forEach(
        (key, control) -> {
          if (isOver(hour(control))) {
            over.add(key);
          }
        });
    for (String key : over) {
      known.remove(key);
      stored.remove(key);
    }
    version += over.isEmpty() ? 0 : 1;
  }

  private boolean isOver(long hour) {
    return newest != Long.MIN_VALUE && hour < newest - hoursKept;
  }

  /** When an edge was last seen; one that holds until it is taken back, for ever. */
  private static long hour(GroupingControl control) {
    Long seenAt = control.getSeenAt();
    return seenAt == null ? Long.MAX_VALUE : Math.floorDiv(seenAt, HOUR);
  }

  /** The edges for an environment. */
  public List<TopologyEdge> of(String environment) {
    List<TopologyEdge> matching = new ArrayList<>();
    if (edges != null) {
      for (GroupingControl control : edges.values()) {
        String one = control.getEnvironment();
        if (control.getEdge() != null && (one == null || one.equals(environment))) {
          matching.add(control.getEdge());
        }
      }
    }
    return matching;
  }

  private static String key(@Nullable String environment, TopologyEdge edge) {
    return (environment == null ? "" : environment)
        + '\0'
        + edge.getKind()
        + '\0'
        + edge.getFrom()
        + '\0'
        + edge.getTo();
  }
}
