package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.SignSet.Folded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What speaks for an entity as the cause. */
final class EntityScore {

  /** A sign and what it says, in nats. */
  record Weighed(Folded sign, double strength) {}

  private static final Comparator<Weighed> STRONGEST_FIRST =
      Comparator.comparingDouble(Weighed::strength)
          .reversed()
          .thenComparingLong(weighed -> weighed.sign().key);

  final String entity;
  final Map<Family, List<Weighed>> signs = new EnumMap<>(Family.class);

  /** Of each family, discounted. */
  final Map<Family, Double> families = new EnumMap<>(Family.class);

  /** What calls it made say: it may be silent itself. */
  private final List<Double> asCaller = new ArrayList<>(0);

  private double callerSum;

  /** Of its own signs alone. */
  double own;

  /** With those of its instances or without those of its siblings, and what else is known. */
  double total;

  EntityScore(String entity) {
    this.entity = entity;
  }

  void add(Family family, Folded sign, double strength) {
    signs.computeIfAbsent(family, added -> new ArrayList<>()).add(new Weighed(sign, strength));
  }

  void addAsCaller(double strength) {
    asCaller.add(strength);
  }

  /** Sums each family, the strongest sign in full and every further one discounted. */
  void sumFamilies(double discount) {
    signs.forEach(
        (family, all) -> {
          all.sort(STRONGEST_FIRST);
          families.put(family, discounted(all.stream().map(Weighed::strength).toList(), discount));
        });
    asCaller.sort(Comparator.reverseOrder());
    callerSum = discounted(asCaller, discount);
  }

  private static double discounted(List<Double> largestFirst, double discount) {
    double sum = 0;
    double weight = 1;
    for (double value : largestFirst) {
      sum += weight * value;
      weight *= discount;
    }
    return sum;
  }

  /** The same over families. */
  void sumOwn(double discount) {
    List<Double> sums = new ArrayList<>(families.values());
    sums.add(callerSum);
    sums.sort(Comparator.reverseOrder());
    own = discounted(sums, discount);
    total = own;
  }

  /** What of it others have, too, family by family. */
  double shared(Map<Family, Double> others, double discount) {
    List<Double> sums = new ArrayList<>();
    families.forEach((family, sum) -> sums.add(Math.min(sum, others.getOrDefault(family, 0d))));
    sums.sort(Comparator.reverseOrder());
    return discounted(sums, discount);
  }

  /** Families with something to say, the loudest first. */
  List<Family> loudestFamilies() {
    return families.entrySet().stream()
        .filter(family -> family.getValue() > 0)
        .sorted(
            Map.Entry.<Family, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Every sign, the strongest first. */
  List<Weighed> strongestSigns() {
    List<Weighed> all = new ArrayList<>();
    signs.values().forEach(all::addAll);
    all.sort(STRONGEST_FIRST);
    return all;
  }
}
