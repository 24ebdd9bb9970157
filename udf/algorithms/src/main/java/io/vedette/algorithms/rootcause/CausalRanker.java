package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.Cause.Evidence;
import io.vedette.algorithms.rootcause.EntityScore.Weighed;
import io.vedette.algorithms.rootcause.SignSet.Folded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ranks what may have caused an incident.
 *
 * <p>Adds, in nats: how unusual the signs of an entity are ({@link SurpriseScorer}), how much of
 * the symptom it explains where that is known ({@link Share}), and changes made to it shortly
 * before. A service gets of what its instances have: all of them out of the ordinary is the
 * service, one of them the instance. Several simultaneous causes stand beside each other, since
 * evidence is never divided among entities; cycles do no harm, since explaining goes one call deep.
 *
 * <p>Cost: {@link SurpriseScorer}, and for each cause told of one breadth-first search.
 */
public final class CausalRanker {

  /** After which time a change counts half, milliseconds. */
  private static final double CHANGE_HALF_LIFE = 15 * 60_000d;

  /** Deliveries are told when they end; what comes later is what people do about the incident. */
  private static final long MOST_AFTER = 5 * 60_000L;

  private static final double AFTER_HALF_LIFE = 60_000;

  private static final String CHANGE = "change";
  private static final String SHARE = "share";

  private static final Comparator<EntityScore> BEST_FIRST =
      Comparator.comparingDouble((EntityScore score) -> score.total)
          .reversed()
          .thenComparing(score -> score.entity);

  private final RankingParameters parameters;
  private final DependencyGraph graph;
  private final SignHistory history;

  /** Over what is known of one environment; the graph has learned the incident's signs. */
  public CausalRanker(RankingParameters parameters, DependencyGraph graph, SignHistory history) {
    this.parameters = parameters;
    this.graph = graph;
    this.history = history;
  }

  /** What a sign says of who calls whom and what runs where. */
  public static void learn(DependencyGraph graph, Sign sign) {
    if (sign.caller() != null) {
      graph.learnCall(sign.caller(), sign.entity(), sign.time());
    }
    graph.learn(sign.entity(), sign.time());
    if (sign.host() != null) {
      graph.learnHost(sign.entity(), sign.host(), sign.time());
    }
  }

  /**
   * The likeliest causes, best first.
   *
   * @param seen the incident
   * @param most how many
   * @param mostEvidence reasons a cause, at most
   */
  public List<Cause> rank(Situation seen, int most, int mostEvidence) {
    Situation situation = blamingDownInstances(seen);
    LoadSurges surges = LoadSurges.of(situation.signs(), graph);
    List<EntityScore> ranked = score(situation, surges);
    double[] confidences =
        Confidence.of(ranked.stream().mapToDouble(score -> score.total).toArray());
    FaultPaths paths = new FaultPaths(graph, situation.signs());
    List<Cause> causes = new ArrayList<>();
    for (int place = 0; place < Math.min(most, ranked.size()); place++) {
      EntityScore score = ranked.get(place);
      causes.add(
          new Cause(
              score.entity,
              graph.level(score.entity),
              graph.service(score.entity),
              score.total,
              confidences[place],
              families(score, situation, surges),
              since(score, situation, surges),
              paths.from(score.entity),
              evidence(score, situation, surges, mostEvidence)));
    }
    return causes;
  }

  /** What a service failed by itself is the fault of the instance of it that is down, if any is. */
  private Situation blamingDownInstances(Situation situation) {
    DownInstances down = DownInstances.of(situation.signs(), graph);
    Map<String, Share> shares = new LinkedHashMap<>();
    situation
        .shares()
        .forEach(
            (entity, share) ->
                shares.put(
                    share.family() == Family.ERRORS ? down.blamedFor(entity) : entity, share));
    return new Situation(
        situation.id(), situation.start(), situation.signs(), shares, situation.changes());
  }

  private List<EntityScore> score(Situation situation, LoadSurges surges) {
    Map<String, EntityScore> scores =
        SurpriseScorer.score(
            parameters,
            graph,
            situation.signs(),
            history.before(situation.id(), situation.start(), situation.signs(), graph),
            surges,
            !situation.shares().isEmpty());
    shareAmongLevels(scores);
    situation
        .shares()
        .forEach(
            (entity, share) ->
                scores.computeIfAbsent(entity, EntityScore::new).total +=
                    strength(entity, share, surges));
    surges
        .origins()
        .keySet()
        .forEach(
            service ->
                scores.computeIfAbsent(service, EntityScore::new).total += parameters.origin());
    for (Change change : situation.changes()) {
      EntityScore score = scores.get(change.entity());
      if (score != null) {
        score.total += strength(change, situation.start());
      }
    }
    return scores.values().stream().sorted(BEST_FIRST).toList();
  }

  private double strength(String entity, Share share, LoadSurges surges) {
    double strength = share.strength(parameters);
    return surges.isPassedOnTo(entity) ? parameters.unexplained() * strength : strength;
  }

  private double strength(Change change, long start) {
    long before = start - change.time();
    if (before > parameters.changeWithin().toMillis() || before < -MOST_AFTER) {
      return 0;
    }
    double halfLife = before < 0 ? AFTER_HALF_LIFE : CHANGE_HALF_LIFE;
    return parameters.change() * Math.pow(2, -Math.abs(before) / halfLife);
  }

  private void shareAmongLevels(Map<String, EntityScore> scores) {
    List<String> entities = List.copyOf(scores.keySet());
    for (String entity : entities) {
      Node node = graph.find(entity);
      if (node != null && node.service != null) {
        scores.computeIfAbsent(node.service.name, EntityScore::new);
      }
    }
    for (EntityScore score : scores.values()) {
      Node node = graph.find(score.entity);
      if (node == null) {
        continue;
      }
      score.total =
          switch (node.level) {
            case HOST -> score.own + parameters.host();
            case SERVICE -> score.own + parameters.instances() * meanOfInstances(node, scores);
            case INSTANCE ->
                score.own - parameters.siblings() * sharedWithSiblings(node, score, scores);
          };
    }
  }

  /** What an instance has that its siblings have, too. */
  private double sharedWithSiblings(Node node, EntityScore score, Map<String, EntityScore> scores) {
    Node service = node.service;
    if (service == null) {
      return 0;
    }
    Map<Family, Double> siblings = new EnumMap<>(Family.class);
    int count = 0;
    for (Node instance : service.instances) {
      if (instance != node) {
        count++;
        EntityScore other = scores.get(instance.name);
        if (other != null) {
          other.families.forEach((family, sum) -> siblings.merge(family, sum, Double::sum));
        }
      }
    }
    int others = Math.max(1, count);
    siblings.replaceAll((family, sum) -> sum / others);
    return Math.min(score.own, score.shared(siblings, parameters.familyDiscount()));
  }

  private static double meanOfInstances(Node service, Map<String, EntityScore> scores) {
    double sum = 0;
    for (Node instance : service.instances) {
      EntityScore score = scores.get(instance.name);
      sum += score == null ? 0 : score.own;
    }
    return service.instances.isEmpty() ? 0 : sum / service.instances.size();
  }

  private static List<Family> families(EntityScore score, Situation situation, LoadSurges surges) {
    List<Family> loudest = new ArrayList<>();
    if (surges.at(score.entity) != null) {
      loudest.add(Family.LOAD);
    }
    Share share = situation.shares().get(score.entity);
    if (share != null && share.share() > 0) {
      loudest.add(share.family());
    }
    loudest.addAll(score.loudestFamilies());
    return loudest.stream().distinct().limit(2).toList();
  }

  private static @Nullable Long since(EntityScore score, Situation situation, LoadSurges surges) {
    Folded surge = surges.at(score.entity);
    if (surge != null) {
      return surge.onset;
    }
    Share share = situation.shares().get(score.entity);
    if (share != null && share.share() > 0) {
      return situation.start();
    }
    return score.signs.values().stream()
        .flatMap(List::stream)
        .map(weighed -> weighed.sign().onset)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private List<Evidence> evidence(
      EntityScore score, Situation situation, LoadSurges surges, int most) {
    List<Evidence> evidence = new ArrayList<>();
    for (Weighed weighed : score.strongestSigns()) {
      evidence.add(evidence(weighed));
    }
    Share share = situation.shares().get(score.entity);
    if (share != null && share.strength(parameters) > 0) {
      double strength = strength(score.entity, share, surges);
      evidence.add(evidence(score.entity, share, situation.start(), strength));
    }
    Folded surge = surges.at(score.entity);
    if (surge != null) {
      evidence.add(evidence(surge));
    }
    for (Change change : situation.changes()) {
      double strength = strength(change, situation.start());
      if (change.entity().equals(score.entity) && strength > 0) {
        evidence.add(
            new Evidence(
                CHANGE,
                change.id(),
                CHANGE,
                change.entity(),
                null,
                change.time(),
                1,
                strength,
                change.summary(),
                null));
      }
    }
    evidence.sort(Comparator.comparingDouble(Evidence::strength).reversed());
    return evidence.stream().filter(Objects::nonNull).limit(most).toList();
  }

  private Evidence evidence(Folded surge) {
    return new Evidence(
        "metric",
        surge.name,
        Family.LOAD.id(),
        surge.entity,
        null,
        surge.onset,
        surge.count,
        parameters.origin(),
        String.format(
            Locale.ROOT,
            "%.1f times the usual load, and no caller has more of it",
            LoadSurges.factor(surge)),
        surge.band);
  }

  private static Evidence evidence(String entity, Share share, long start, double strength) {
    return new Evidence(
        SHARE,
        share.family().id(),
        share.family().id(),
        entity,
        null,
        start,
        1,
        strength,
        String.format(
            Locale.ROOT,
            "%.0f %% of the %s is its own, %.1f deviations from its usual",
            100 * share.share(),
            share.family() == Family.ERRORS ? "failures" : "time lost",
            share.deviation()),
        null);
  }

  private static Evidence evidence(Weighed weighed) {
    Folded sign = weighed.sign();
    return new Evidence(
        sign.kind.name().toLowerCase(Locale.ROOT),
        sign.name,
        sign.family.id(),
        sign.entity,
        sign.caller,
        sign.onset,
        sign.count,
        weighed.strength(),
        sign.summary,
        sign.band);
  }
}
