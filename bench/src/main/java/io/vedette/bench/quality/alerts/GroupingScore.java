package io.vedette.bench.quality.alerts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well groups agree with incidents, by pairs of alerts.
 *
 * @param pairwiseF1 of "these two belong together", 0 to 1
 * @param adjustedRand index of Hubert and Arabie (Comparing partitions, 1985): 0 by chance, 1 at
 *     best
 * @param groups found
 * @param incidents there are
 */
record GroupingScore(double pairwiseF1, double adjustedRand, int groups, int incidents) {

  /** Of labels and groups in the same order; alerts with an empty label are left out. */
  static GroupingScore of(List<String> labels, List<String> groups) {
    Map<String, Map<String, Integer>> table = new HashMap<>();
    Map<String, Integer> byGroup = new HashMap<>();
    double alerts = 0;
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.get(i).isEmpty()) {
        alerts++;
        byGroup.merge(groups.get(i), 1, Integer::sum);
        table
            .computeIfAbsent(labels.get(i), added -> new HashMap<>())
            .merge(groups.get(i), 1, Integer::sum);
      }
    }
    double together = 0;
    double sameLabel = 0;
    for (Map<String, Integer> row : table.values()) {
      together += row.values().stream().mapToDouble(GroupingScore::pairs).sum();
      sameLabel += pairs(row.values().stream().mapToInt(Integer::intValue).sum());
    }
    double sameGroup = byGroup.values().stream().mapToDouble(GroupingScore::pairs).sum();
    double byChance = sameLabel * sameGroup / pairs(alerts);
    double best = (sameLabel + sameGroup) / 2;
    return new GroupingScore(
        best == 0 ? 1 : together / best,
        best == byChance ? 1 : (together - byChance) / (best - byChance),
        byGroup.size(),
        table.size());
  }

  private static double pairs(double n) {
    return n * (n - 1) / 2;
  }
}
