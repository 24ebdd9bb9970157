package io.vedette.algorithms.correlate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts that belong together, while more may come. Bounded by {@link CorrelateBounds}. */
final class Cluster {

  /** Not known outside. */
  static final long NONE = 0;

  /** What a firing says of a burst. */
  enum Sort {
    /** Its key fires for the first time. */
    FRESH,
    /** Its key fires again, after a longer pause than it used to. */
    REPEATED,
    /** Its key fires again as it used to. */
    USUAL,
    /** Its key fired just now. */
    DUPLICATE
  }

  /** When a key last fired, and after which pause; -1 when it fired once only. */
  static final class KeyState {
    long last;
    long pause = -1;

    KeyState(long last) {
      this.last = last;
    }
  }

  /** An alert that a split may still move, or that was not told of yet. */
  static final class Member {
    final String id;
    final long time;
    final long key;
    final List<Node> nodes;
    Sort sort;
    long pause;

    /** Where it was said to be, {@link #NONE} while nowhere. */
    long toldIn = NONE;

    Member(String id, long time, long key, List<Node> nodes, Sort sort, long pause) {
      this.id = id;
      this.time = time;
      this.key = key;
      this.nodes = nodes;
      this.sort = sort;
      this.pause = pause;
    }
  }

  final long id;
  long start;

  /** Event time of the first alert that holds it together; of the first of all while none does. */
  long since;

  long last;
  int count;
  boolean hasCore;

  /** The cluster it was split from, {@link #NONE} for none. */
  long splitFrom = NONE;

  /** Whether anything was said of it. */
  boolean isTold;

  /** The second of event time in which it was last looked for a burst. */
  long testedAt = Long.MIN_VALUE;

  /** Not told yet as it is now. */
  ClusterChange.@Nullable Kind change;

  final Map<Long, KeyState> keys = new LinkedHashMap<>();
  final ArrayDeque<Member> recent = new ArrayDeque<>();
  final List<Member> untold = new ArrayList<>();
  final List<Node> nodes = new ArrayList<>();

  Cluster(long id, long start) {
    this.id = id;
    this.start = start;
    this.since = start;
    this.last = start;
  }

  /** Makes the cluster found from these nodes. */
  void index(List<Node> touched) {
    for (int i = 0; i < touched.size(); i++) {
      Node node = touched.get(i);
      if (!node.clusters.contains(this)) {
        node.clusters.add(this);
        nodes.add(node);
      }
    }
  }

  /** Is no longer found. */
  void unindex() {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).clusters.remove(this);
    }
  }

  /** Remembers that a key fired; beyond the bound the one met first is forgotten. */
  KeyState key(long key, long time, int bound) {
    KeyState state = keys.get(key);
    if (state == null) {
      if (keys.size() >= bound) {
        keys.remove(keys.keySet().iterator().next());
      }
      state = new KeyState(time);
      keys.put(key, state);
    }
    return state;
  }

  /**
   * Takes over what a younger one may still move; what is older than all of it stays where it is.
   */
  void takeRecent(Cluster younger) {
    if (younger.recent.isEmpty()) {
      return;
    }
    long first = younger.recent.getFirst().time;
    List<Member> tail = new ArrayList<>();
    while (!recent.isEmpty() && recent.getLast().time > first) {
      tail.add(recent.removeLast());
    }
    Collections.reverse(tail);
    tail.addAll(younger.recent);
    tail.sort(Comparator.comparingLong(member -> member.time));
    recent.addAll(tail);
  }
}
