package io.vedette.bench.quality.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Grouping accuracy of log parsing: the share of lines whose group holds exactly the lines that the
 * group of their label holds (Zhu et al., "Tools and Benchmarks for Automated Log Parsing", ICSE
 * 2019).
 */
public final class GroupingAccuracy {

  private GroupingAccuracy() {}

  /**
   * From 0 to 1.
   *
   * @param found group of each line
   * @param labels group of each line, as it should be
   */
  public static double of(List<?> found, List<?> labels) {
    Set<List<Integer>> right = new HashSet<>(groups(labels));
    int lines = 0;
    for (List<Integer> group : groups(found)) {
      lines += right.contains(group) ? group.size() : 0;
    }
    return (double) lines / labels.size();
  }

  private static List<List<Integer>> groups(List<?> ids) {
    Map<Object, List<Integer>> groups = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      groups.computeIfAbsent(ids.get(i), added -> new ArrayList<>()).add(i);
    }
    return List.copyOf(groups.values());
  }
}
