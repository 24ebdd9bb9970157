package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.SignHistory.Counts;
import io.vedette.algorithms.rootcause.SignSet.Folded;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Scores entities by how unusual their signs are: one that shows in every incident, or at every
 * peer, says little; one never seen before says much, and the earlier in the incident the more.
 *
 * <pre>
 *   p  = (how often this sign was in incidents before + k * how often at peers, now and before)
 *        / (incidents before + k)
 *   s  = min(cap, -ln p, ln(1 + z^2) where z is known) * 2^(-(onset - first onset)/half-life)
 *   own = sum over families, discounted, of the sum over signs, discounted, of s
 * </pre>
 *
 * <p>Latency and errors travel from callee to caller: of an entity's, what the loudest of its
 * callees or of its service's has is taken off, whether the service or an instance shows it. A
 * failing call whose callee met failing calls itself is passed on and counts little; one whose
 * callee met none is where errors begin, and counts however usual it is, if it comes early. So does
 * an instance that is down, whenever it comes: calls of its service that fail speak for it, and
 * what shows at its siblings, which took its load, counts as what is explained; so does what shows
 * where only more load was passed on to, {@link LoadSurges}.
 *
 * <p>Time: linear in signs, edges of the entities with signs, and signs remembered.
 */
final class SurpriseScorer {

  /** Share of peers at which a sign never seen before is expected, times incidents. */
  private static final double UNSEEN = 0.1;

  private final RankingParameters parameters;
  private final DependencyGraph graph;
  private final SignSet signs;
  private final Counts before;
  private final Map<Long, Integer> now = new HashMap<>();
  private final Map<Level, Integer> levelSizes = new HashMap<>();
  private final DownInstances down;
  private final LoadSurges surges;
  private final Set<String> failingCallers = new HashSet<>();
  private final Map<String, EntityScore> scores = new LinkedHashMap<>();

  private SurpriseScorer(
      RankingParameters parameters,
      DependencyGraph graph,
      SignSet signs,
      Counts before,
      LoadSurges surges) {
    this.parameters = parameters;
    this.graph = graph;
    this.signs = signs;
    this.before = before;
    this.surges = surges;
    graph.nodes().forEach(this::count);
    down = DownInstances.of(signs, graph);
    for (Folded sign : signs.all()) {
      now.merge(sign.group(graph.level(sign.entity)), 1, Integer::sum);
      if (sign.isError && sign.caller != null) {
        failingCallers.add(sign.caller);
      }
    }
  }

  /** A service of which no instance is known has one at least. */
  private void count(Node node) {
    levelSizes.merge(node.level, 1, Integer::sum);
    if (node.level == Level.SERVICE && node.instances.isEmpty()) {
      levelSizes.merge(Level.INSTANCE, 1, Integer::sum);
    }
  }

  /** Entities with signs, each by its own; in the order of their first sign. */
  static Map<String, EntityScore> score(
      RankingParameters parameters,
      DependencyGraph graph,
      SignSet signs,
      Counts before,
      LoadSurges surges,
      boolean isMagnitudeKnown) {
    SurpriseScorer scorer = new SurpriseScorer(parameters, graph, signs, before, surges);
    for (Folded sign : signs.all()) {
      if (sign.family == Family.LOAD || (isMagnitudeKnown && sign.family.isTravelling())) {
        continue;
      }
      scorer.weigh(sign);
    }
    scorer.sum();
    return scorer.scores;
  }

  private void weigh(Folded sign) {
    boolean isStrain = surges.isPassedOnTo(sign.entity);
    double strength = surprise(sign) * (isStrain ? parameters.unexplained() : 1);
    switch (sign.kind) {
      case METRIC -> of(sign.entity).add(sign.family, sign, weighMetric(sign, strength));
      case LOG -> {
        double share = Math.log1p(sign.count) / Math.log(parameters.logsInFull());
        of(sign.entity).add(sign.family, sign, strength * parameters.logs() * Math.min(1, share));
      }
      case CALL -> weighCall(sign, strength * parameters.edge());
    }
  }

  private double weighMetric(Folded sign, double strength) {
    if (DownInstances.saysSo(sign)) {
      return Math.max(strength, parameters.origin());
    }
    double weighed = sign.isDown ? strength * parameters.falling() : strength;
    return down.isSiblingOfOne(sign.entity) ? weighed * parameters.unexplained() : weighed;
  }

  private void weighCall(Folded sign, double strength) {
    double weighed = strength;
    boolean isOwn = sign.entity.equals(sign.caller);
    if (sign.isError && !isOwn) {
      weighed =
          failingCallers.contains(sign.entity)
              ? strength * parameters.passedOn()
              : Math.max(strength, parameters.origin() * earliness(sign));
    }
    of(sign.isError ? down.blamedFor(sign.entity) : sign.entity).add(sign.family, sign, weighed);
    if (sign.caller != null && !isOwn) {
      of(sign.caller).addAsCaller(weighed * parameters.caller());
    }
  }

  private EntityScore of(String entity) {
    return scores.computeIfAbsent(entity, EntityScore::new);
  }

  private double surprise(Folded sign) {
    double strength = Math.min(parameters.cap(), -Math.log(probability(sign)));
    if (Double.isFinite(sign.deviation)) {
      strength = Math.min(strength, Math.log1p(sign.deviation * sign.deviation));
    }
    return strength * earliness(sign);
  }

  /** Causes come first: 1 at the incident's first sign, half of it with every half-life. */
  private double earliness(Folded sign) {
    double late = Math.max(0, sign.onset - signs.firstTime());
    return Math.pow(2, -late / parameters.halfLife().toMillis());
  }

  /** How likely an incident has this sign, whatever its cause; above 0, at most 1. */
  private double probability(Folded sign) {
    Level level = graph.level(sign.entity);
    long group = sign.group(level);
    int peers =
        sign.kind == Sign.Kind.CALL ? graph.edgeCount() - 1 : levelSizes.getOrDefault(level, 1) - 1;
    double here = before.key(sign.key);
    double others = now.getOrDefault(group, 1) - 1 + before.group(group) - here + UNSEEN;
    double atPeers = Math.min(1, others / (Math.max(1, peers) * (1 + before.incidents)));
    double p =
        (here + parameters.priorWeight() * atPeers) / (before.incidents + parameters.priorWeight());
    return Math.min(1, p);
  }

  private void sum() {
    scores.values().forEach(score -> score.sumFamilies(parameters.signDiscount()));
    Map<String, Map<Family, Double>> explained = new HashMap<>();
    for (EntityScore score : scores.values()) {
      Map<Family, Double> travelling = new HashMap<>();
      score.families.forEach(
          (family, sum) -> {
            if (family.isTravelling()) {
              travelling.put(family, unexplained(score.entity, family, sum));
            }
          });
      explained.put(score.entity, travelling);
    }
    scores.forEach(
        (entity, score) -> {
          score.families.putAll(explained.getOrDefault(entity, Map.of()));
          score.sumOwn(parameters.familyDiscount());
        });
  }

  /** The loudest of those an entity or its service calls, instances of these among them. */
  private double mostOfCallees(Node caller, Node of, Family family) {
    double most = 0;
    for (Node.CallEdge call : caller.callees.values()) {
      Node callee = call.callee;
      if (callee == of || callee == of.service) {
        continue;
      }
      most = Math.max(most, sum(callee, family));
      for (Node instance : callee.instances) {
        most = Math.max(most, sum(instance, family));
      }
    }
    return most;
  }

  private double sum(Node node, Family family) {
    EntityScore score = scores.get(node.name);
    return score == null ? 0 : score.families.getOrDefault(family, 0d);
  }

  /** What is left of a family's sum when the loudest callee has explained its part. */
  private double unexplained(String entity, Family family, double sum) {
    double most = 0;
    Node node = graph.find(entity);
    if (node != null) {
      most = mostOfCallees(node, node, family);
      if (node.service != null) {
        most = Math.max(most, mostOfCallees(node.service, node, family));
      }
    }
    return Math.max(parameters.unexplained() * sum, sum - most);
  }
}
