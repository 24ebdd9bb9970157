package io.vedette.algorithms.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Calls of a topology as sentences: every call, then every two that follow each other. By name, so
 * that the order in which calls are told does not matter. Services stand for their instances.
 */
public final class CallPaths {

  private final int most;
  private final Map<String, SortedSet<String>> callees = new TreeMap<>();
  private int calls;

  /**
   * With no call yet.
   *
   * @param most calls taken, and sentences made
   */
  public CallPaths(int most) {
    this.most = most;
  }

  /**
   * Takes a call.
   *
   * @return false when it is one too many: then nothing changed
   */
  public boolean add(String caller, String callee) {
    String from = EntityNames.service(caller);
    String to = EntityNames.service(callee);
    if (from == null || to == null || from.equals(to)) {
      return true;
    }
    Set<String> known = callees.computeIfAbsent(from, added -> new TreeSet<>());
    if (known.contains(to)) {
      return true;
    }
    if (calls >= most) {
      return false;
    }
    known.add(to);
    calls++;
    return true;
  }

  /** The sentences. */
  public List<List<String>> all() {
    List<List<String>> paths = new ArrayList<>();
    callees.forEach((from, to) -> to.forEach(callee -> paths.add(List.of(from, callee))));
    for (List<String> call : List.copyOf(paths)) {
      for (String further : callees.getOrDefault(call.get(1), new TreeSet<>())) {
        if (paths.size() >= most) {
          return paths;
        }
        if (!further.equals(call.get(0))) {
          paths.add(List.of(call.get(0), call.get(1), further));
        }
      }
    }
    return paths;
  }
}
