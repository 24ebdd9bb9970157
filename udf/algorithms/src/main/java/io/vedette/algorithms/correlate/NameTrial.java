package io.vedette.algorithms.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well vectors of names tell, in history they were not trained on, which names belong together.
 *
 * <p>Two names belong together when they are in the same sentence in at least {@value #TOGETHER} of
 * the sentences of the rarer one, and do not when that is at most {@value #APART}; pairs between,
 * and names heard fewer than {@value #LEAST_COUNT} times, say nothing.
 *
 * @param pairs judged
 * @param together how many of them belong together
 * @param area under the curve of true against false positives, 0 to 1; a half by chance; NaN when
 *     either kind is missing
 * @param leastCosine from which on {@value #PRECISION} of the pairs belong together; above 1 when
 *     there is none
 * @param recall share of those that belong together which that finds
 */
public record NameTrial(int pairs, int together, double area, double leastCosine, double recall) {

  private static final double TOGETHER = 0.3;
  private static final double APART = 0.1;
  private static final int LEAST_COUNT = 5;
  private static final int MOST_NAMES = 400;

  /** As many as the grouping connects a name with. */
  private static final int NEAR = SimilarNames.MOST_TRAINED;

  private static final double SPELLED_ALIKE = 0.8;
  private static final int LEAST_TOGETHER = 10;
  private static final double PRECISION = 0.98;

  /** Of no pairs. */
  private static final double NONE = 2;

  private record Judged(int first, int second, double cosine, double share) {
    boolean isTogether() {
      return share >= TOGETHER;
    }

    boolean isTelling() {
      return share >= TOGETHER || share <= APART;
    }
  }

  /** Judges; time quadratic in the names, of which the most frequent are taken. */
  public static NameTrial of(NameEmbedding embedding, List<List<String>> sentences) {
    Map<String, Set<Integer>> heardIn = new HashMap<>();
    for (int i = 0; i < sentences.size(); i++) {
      for (String name : sentences.get(i)) {
        heardIn.computeIfAbsent(name, added -> new HashSet<>()).add(i);
      }
    }
    List<String> names =
        heardIn.entrySet().stream()
            .filter(entry -> entry.getValue().size() >= LEAST_COUNT)
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, Set<Integer>> entry) -> -entry.getValue().size())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_NAMES)
            .map(Map.Entry::getKey)
            .toList();
    List<float[]> vectors = names.stream().map(embedding::vector).toList();
    NameEmbedding spelling = new SubwordEmbedding();
    List<float[]> spelled = names.stream().map(spelling::vector).toList();
    Map<Long, Judged> near = new HashMap<>();
    List<Judged> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<Judged> others = new ArrayList<>();
      for (int j = 0; j < names.size(); j++) {
        // what is spelled alike needs no training, and may be one thing by two names
        if (j != i && NameEmbedding.cosine(spelled.get(i), spelled.get(j)) < SPELLED_ALIKE) {
          double cosine = NameEmbedding.cosine(vectors.get(i), vectors.get(j));
          // the rarer one comes later
          double share =
              share(
                  heardIn.getOrDefault(names.get(Math.max(i, j)), Set.of()),
                  heardIn.getOrDefault(names.get(Math.min(i, j)), Set.of()));
          Judged judged = new Judged(Math.min(i, j), Math.max(i, j), cosine, share);
          others.add(judged);
          if (j < i && judged.isTelling()) {
            all.add(judged);
          }
        }
      }
      others.sort(Comparator.comparingDouble(Judged::cosine).reversed());
      others.stream()
          .limit(NEAR)
          .filter(Judged::isTelling)
          .forEach(judged -> near.put((long) judged.first() << 32 | judged.second(), judged));
    }
    return of(all, new ArrayList<>(near.values()));
  }

  private static double share(Set<Integer> rarer, Set<Integer> other) {
    return (double) rarer.stream().filter(other::contains).count() / rarer.size();
  }

  private static NameTrial of(List<Judged> all, List<Judged> near) {
    int together = (int) all.stream().filter(Judged::isTogether).count();
    if (together < LEAST_TOGETHER) {
      return new NameTrial(all.size(), together, Double.NaN, NONE, 0);
    }
    near.sort(Comparator.comparingDouble(Judged::cosine).reversed());
    double leastCosine = NONE;
    double recall = 0;
    int found = 0;
    for (int i = 0; i < near.size(); i++) {
      found += near.get(i).isTogether() ? 1 : 0;
      boolean isLastOfEquals =
          i + 1 == near.size() || near.get(i + 1).cosine() < near.get(i).cosine();
      if (isLastOfEquals && near.get(i).cosine() > 0 && found >= PRECISION * (i + 1)) {
        leastCosine = near.get(i).cosine();
        recall = (double) found / together;
      }
    }
    return new NameTrial(all.size(), together, area(all, together), leastCosine, recall);
  }

  /** Equal cosines are in no order: half of them count. */
  private static double area(List<Judged> all, int together) {
    int apart = all.size() - together;
    if (apart == 0) {
      return Double.NaN;
    }
    all.sort(Comparator.comparingDouble(Judged::cosine).reversed());
    double area = 0;
    int found = 0;
    for (int from = 0; from < all.size(); ) {
      int to = from;
      int right = 0;
      while (to < all.size() && all.get(to).cosine() == all.get(from).cosine()) {
        right += all.get(to).isTogether() ? 1 : 0;
        to++;
      }
      area += (to - from - right) * (found + right / 2.0);
      found += right;
      from = to;
    }
    return area / ((double) together * apart);
  }

  /** Whether there was enough to judge by. */
  public boolean tells() {
    return together >= LEAST_TOGETHER;
  }

  /** Whether this is reason to use what it judged, in the place of what another trial judged. */
  public boolean isBetterThan(NameTrial other) {
    return leastCosine <= 1 && recall > other.recall();
  }
}
