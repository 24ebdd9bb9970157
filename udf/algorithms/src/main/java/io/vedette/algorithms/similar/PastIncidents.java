package io.vedette.algorithms.similar;

import io.vedette.schema.incident.SimilarIncident;
import io.vedette.schema.result.Incident;
import io.vedette.schema.similar.PastIncidentRecord;
import io.vedette.schema.similar.PastIncidentsRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The resolved incidents of an environment, and which of them are like another.
 *
 * <p>A feature weighs the more the fewer incidents have it: the logarithm of how many have it not
 * over how many have, as in BM25 (Robertson and Zaragoza: The probabilistic relevance framework,
 * 2009), which is above 0 for what all have, too. Times it occurs count by their square root: a
 * storm that went on for longer is not another one. Likeness is the weight of what both have over
 * the weight of what either has: 1 for the same, 0 for nothing in common.
 *
 * <p>Time to find: the features of all remembered. Memory: some 50 bytes a feature, {@link
 * SimilarParameters#remembered} times {@link SimilarParameters#features} at most.
 */
public final class PastIncidents {

  private static final int MOST_SHARED = 5;

  /** By id, resolved longest ago first. */
  private final Map<String, PastIncidentRecord> incidents = new LinkedHashMap<>();

  private final Map<String, Integer> incidentsWith = new HashMap<>();

  /** How many are remembered. */
  public int size() {
    return incidents.size();
  }

  /**
   * Remembers an incident that was resolved, in the place of what was known of it.
   *
   * @return whether anything changed
   */
  public boolean remember(Incident incident, SimilarParameters parameters) {
    Long resolvedAt = incident.getResolvedAt();
    PastIncidentRecord past =
        new PastIncidentRecord(
            incident.getId(),
            incident.getTitle(),
            incident.getStartsAt(),
            resolvedAt == null ? incident.getChangedAt() : resolvedAt,
            incident.getResolution(),
            IncidentFeatures.of(incident, parameters.features()));
    if (past.equals(incidents.get(past.getId()))) {
      return false;
    }
    forget(past.getId());
    put(past);
    Iterator<PastIncidentRecord> oldest = List.copyOf(incidents.values()).iterator();
    long before = past.getResolvedAt() - parameters.rememberFor().toMillis();
    while (oldest.hasNext()) {
      PastIncidentRecord next = oldest.next();
      if (incidents.size() <= parameters.remembered() && next.getResolvedAt() >= before) {
        break;
      }
      forget(next.getId());
    }
    return true;
  }

  private void put(PastIncidentRecord past) {
    incidents.put(past.getId(), past);
    past.getFeatures().keySet().forEach(name -> incidentsWith.merge(name, 1, Integer::sum));
  }

  /** Forgets an incident: it goes on, or lives on in another. Whether it was known. */
  public boolean forget(String id) {
    PastIncidentRecord past = incidents.remove(id);
    if (past == null) {
      return false;
    }
    for (String name : past.getFeatures().keySet()) {
      incidentsWith.merge(name, -1, (had, less) -> had + less == 0 ? null : had + less);
    }
    return true;
  }

  /** Those like an incident, the most alike first, the latest first among equals. */
  public List<SimilarIncident> find(Incident incident, SimilarParameters parameters) {
    if (incidents.isEmpty()) {
      return List.of();
    }
    Map<String, Double> ours = weights(IncidentFeatures.of(incident, parameters.features()));
    long before = incident.getChangedAt() - parameters.rememberFor().toMillis();
    List<Scored> scored = new ArrayList<>();
    for (PastIncidentRecord past : incidents.values()) {
      if (past.getId().equals(incident.getId()) || past.getResolvedAt() < before) {
        continue;
      }
      double similarity = similarity(ours, past);
      if (similarity > 0 && similarity >= parameters.least()) {
        scored.add(new Scored(past, similarity));
      }
    }
    scored.sort(MOST_ALIKE_FIRST);
    return scored.stream().limit(parameters.most()).map(one -> told(one, ours)).toList();
  }

  private record Scored(PastIncidentRecord past, double similarity) {}

  private static final Comparator<Scored> MOST_ALIKE_FIRST =
      Comparator.comparingDouble(Scored::similarity)
          .thenComparingLong(scored -> scored.past().getResolvedAt())
          .reversed()
          .thenComparing(scored -> scored.past().getId());

  private double similarity(Map<String, Double> ours, PastIncidentRecord past) {
    double both = 0;
    double theirs = 0;
    for (Map.Entry<String, Integer> feature : past.getFeatures().entrySet()) {
      double weight = weight(feature.getKey(), feature.getValue());
      theirs += weight;
      both += Math.min(weight, ours.getOrDefault(feature.getKey(), 0.0));
    }
    double either = theirs - both;
    for (double weight : ours.values()) {
      either += weight;
    }
    return either == 0 ? 0 : Math.min(1, both / either);
  }

  private SimilarIncident told(Scored scored, Map<String, Double> ours) {
    PastIncidentRecord past = scored.past();
    Map<String, Double> shared = new HashMap<>();
    past.getFeatures()
        .forEach(
            (name, times) -> {
              Double weight = ours.get(name);
              if (weight != null) {
                shared.put(name, Math.min(weight, weight(name, times)));
              }
            });
    List<String> names =
        shared.entrySet().stream()
            .sorted(
                Map.Entry.<String, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_SHARED)
            .map(Map.Entry::getKey)
            .toList();
    return new SimilarIncident(
        past.getId(),
        past.getTitle(),
        scored.similarity(),
        names,
        past.getStartsAt(),
        past.getResolvedAt(),
        past.getResolution());
  }

  private Map<String, Double> weights(Map<String, Integer> features) {
    Map<String, Double> weights = new HashMap<>();
    features.forEach((name, times) -> weights.put(name, weight(name, times)));
    return weights;
  }

  private double weight(String name, int times) {
    int with = incidentsWith.getOrDefault(name, 0);
    double rarity = Math.log1p((incidents.size() - with + 0.5) / (with + 0.5));
    return rarity * Math.sqrt(times);
  }

  /** All it knows, to be stored. */
  public PastIncidentsRecord toStored() {
    return new PastIncidentsRecord(new ArrayList<>(incidents.values()));
  }

  /** One that goes on where another was stored. */
  public static PastIncidents fromStored(PastIncidentsRecord stored) {
    PastIncidents past = new PastIncidents();
    stored.getIncidents().forEach(past::put);
    return past;
  }
}
