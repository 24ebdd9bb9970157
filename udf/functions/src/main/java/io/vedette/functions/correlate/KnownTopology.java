package io.vedette.functions.correlate;

import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;

/**
 * The edges a topology told: owner of the broadcast state {@code topology}, some 100 bytes an edge,
 * kept until they are taken back, at most as many as configured.
 */
public final class KnownTopology {

  private final int most;
  private int version;
  private @Nullable List<GroupingControl> edges;

  /** With so many edges at most. */
  public KnownTopology(int most) {
    this.most = most;
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
    List<GroupingControl> known = new ArrayList<>();
    for (Map.Entry<String, GroupingControl> entry : stored.immutableEntries()) {
      known.add(entry.getValue());
    }
    edges = known;
    version++;
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
    String key = key(control.getEnvironment(), edge);
    boolean isKnown = stored.contains(key);
    if (control.getIsRemoved()) {
      if (isKnown) {
        stored.remove(key);
        load(stored);
      }
      return true;
    }
    if (isKnown) {
      return true;
    }
    List<GroupingControl> known = edges;
    if (known == null) {
      load(stored);
      known = edges == null ? new ArrayList<>() : edges;
    }
    if (known.size() >= most) {
      return false;
    }
    stored.put(key, control);
    known.add(control);
    version++;
    return true;
  }

  /** The edges for an environment. */
  public List<TopologyEdge> of(String environment) {
    List<TopologyEdge> matching = new ArrayList<>();
    if (edges != null) {
      for (GroupingControl control : edges) {
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
