package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.SignSet.Folded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which signs the incidents before had, the last one counting most: what shows in every incident
 * says nothing of this one.
 *
 * <p>An incident counts for those that began after it, with the signs it had when it was last
 * ranked; so the ranking of an incident never looks ahead, and ranking it again changes nothing.
 * Bounded by {@link RankingParameters#incidents} and {@link RankingParameters#signs}; 16 bytes a
 * sign.
 */
public final class SignHistory {

  private final double memory;
  private final int bound;

  /** Oldest first. */
  private final List<Past> incidents = new ArrayList<>();

  /** Nothing happened yet. */
  public SignHistory(RankingParameters parameters) {
    memory = parameters.memory();
    bound = parameters.incidents();
  }

  /**
   * An incident that was ranked.
   *
   * @param keys of its signs
   * @param groups of its signs, in the order of the keys
   */
  public record Past(String id, long start, List<Long> keys, List<Long> groups) {

    /** Copies the lists. */
    public Past {
      keys = List.copyOf(keys);
      groups = List.copyOf(groups);
    }
  }

  /** What the incidents that began before one had of its signs, decayed. */
  static final class Counts {

    /** How many incidents there were. */
    double incidents;

    private final Map<Long, double[]> keys = new HashMap<>();
    private final Map<Long, double[]> groups = new HashMap<>();

    double key(long key) {
      return count(keys.get(key));
    }

    double group(long group) {
      return count(groups.get(group));
    }

    private static double count(double @Nullable [] cell) {
      return cell == null ? 0 : cell[0];
    }

    private static void add(Map<Long, double[]> counts, List<Long> seen, double weight) {
      for (int i = 0; i < seen.size(); i++) {
        double[] cell = counts.get(seen.get(i));
        if (cell != null) {
          cell[0] += weight;
        }
      }
    }
  }

  /** Remembers an incident, in place of what was remembered of it. */
  public void put(String id, long start, SignSet signs, DependencyGraph graph) {
    remove(id);
    List<Long> keys = new ArrayList<>(signs.size());
    List<Long> groups = new ArrayList<>(signs.size());
    for (Folded sign : signs.all()) {
      keys.add(sign.key);
      groups.add(sign.group(graph.level(sign.entity)));
    }
    add(new Past(id, start, keys, groups));
  }

  /** Remembers an incident as it was stored. */
  public void add(Past past) {
    int place = incidents.size();
    while (place > 0 && !isBefore(incidents.get(place - 1), past.id(), past.start())) {
      place--;
    }
    incidents.add(place, past);
    if (incidents.size() > bound) {
      incidents.remove(0);
    }
  }

  /** Forgets an incident: it was merged into another. */
  public void remove(String id) {
    for (Iterator<Past> all = incidents.iterator(); all.hasNext(); ) {
      if (all.next().id().equals(id)) {
        all.remove();
      }
    }
  }

  /** Starts of those that began before an incident. */
  public List<Long> startsBefore(String id, long start) {
    List<Long> starts = new ArrayList<>();
    for (Past past : incidents) {
      if (!past.id().equals(id) && isBefore(past, id, start)) {
        starts.add(past.start());
      }
    }
    return starts;
  }

  /** Whether one began after a moment, and not after another. */
  public boolean hasStartBetween(long after, long until) {
    for (Past past : incidents) {
      if (past.start() > after && past.start() <= until) {
        return true;
      }
    }
    return false;
  }

  /** Those remembered, oldest first. */
  public List<Past> incidents() {
    return List.copyOf(incidents);
  }

  private static boolean isBefore(Past past, String id, long start) {
    return past.start() < start || (past.start() == start && past.id().compareTo(id) < 0);
  }

  /** What those before an incident had of its signs. Time linear in the signs remembered. */
  Counts before(String id, long start, SignSet signs, DependencyGraph graph) {
    Counts counts = new Counts();
    for (Folded sign : signs.all()) {
      counts.keys.put(sign.key, new double[1]);
      counts.groups.put(sign.group(graph.level(sign.entity)), new double[1]);
    }
    double weight = 1;
    for (int i = incidents.size() - 1; i >= 0; i--) {
      Past past = incidents.get(i);
      if (past.id().equals(id) || !isBefore(past, id, start)) {
        continue;
      }
      counts.incidents += weight;
      Counts.add(counts.keys, past.keys(), weight);
      Counts.add(counts.groups, past.groups(), weight);
      weight *= memory;
    }
    return counts;
  }
}
