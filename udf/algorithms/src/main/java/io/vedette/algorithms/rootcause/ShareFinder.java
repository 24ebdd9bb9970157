package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.SignSet.Folded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of what was noticed each service explains, from what services did before and during an
 * incident.
 *
 * <p>Looked at are the services with signs and all that they reach from caller to callee. Where
 * spans tell where time goes, they decide about latency ({@link SpanScorer}), else requests and
 * means do ({@link SeriesScorer}); errors are told by the share of requests that failed. Which of
 * the two was noticed is told by the signs, else by which is farther from its usual.
 *
 * <p>Nothing is said where nothing is out of the ordinary: then the signs speak alone.
 */
public final class ShareFinder {

  /** Least deviation at which shares are more than noise. */
  private static final double LEAST_DEVIATION = 3;

  /** Operations of all services together that are looked at. */
  private static final int OPERATIONS = 1_000_000;

  private final DependencyGraph graph;
  private final SignSet signs;
  private final IncidentWindow window;

  /**
   * For an incident.
   *
   * @param start event time of its first alert, milliseconds since the epoch
   * @param others starts of the incidents before
   */
  public ShareFinder(
      DependencyGraph graph, SignSet signs, HistoryBounds bounds, long start, List<Long> others) {
    this.graph = graph;
    this.signs = signs;
    window = new IncidentWindow(start, bounds.window().toMillis(), others);
  }

  /** The services that may explain the signs. */
  public Set<String> candidates() {
    Set<String> reached = new LinkedHashSet<>();
    for (Folded sign : signs.all()) {
      add(sign.entity, reached);
      if (sign.caller != null) {
        add(sign.caller, reached);
      }
    }
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (String callee : graph.callees(open.remove())) {
        if (reached.add(callee)) {
          open.add(callee);
        }
      }
    }
    return reached;
  }

  private void add(String entity, Collection<String> services) {
    services.add(entity);
    String service = graph.service(entity);
    if (service != null) {
      services.add(service);
    }
  }

  /** Shares by service; none where nothing is out of the ordinary. */
  public Map<String, Share> find(Map<String, ServiceHistory> candidates) {
    List<ServiceSeries> series = new ArrayList<>();
    ExclusiveTime before = new ExclusiveTime(OPERATIONS);
    ExclusiveTime during = new ExclusiveTime(OPERATIONS);
    boolean hasDetail = false;
    for (Map.Entry<String, ServiceHistory> candidate : candidates.entrySet()) {
      ServiceSeries one = candidate.getValue().series(candidate.getKey(), window);
      if (one != null) {
        series.add(one);
      }
      hasDetail |= candidate.getValue().hasDetail();
      candidate.getValue().addTo(candidate.getKey(), window, before, during);
    }
    Family noticed = noticed();
    SeriesScorer scorer = new SeriesScorer(graph, series);
    Map<String, Share> errors = told(scorer.score(symptom(), Family.ERRORS));
    Map<String, Share> latency =
        told(
            hasDetail ? SpanScorer.score(before, during) : scorer.score(symptom(), Family.LATENCY));
    if (noticed == Family.ERRORS) {
      return errors.isEmpty() ? latency : errors;
    }
    if (noticed == Family.LATENCY) {
      return latency.isEmpty() ? errors : latency;
    }
    return farthest(errors) > farthest(latency) ? errors : latency;
  }

  private static Map<String, Share> told(Map<String, Share> shares) {
    return farthest(shares) >= LEAST_DEVIATION ? shares : new LinkedHashMap<>();
  }

  private static double farthest(Map<String, Share> shares) {
    return shares.values().stream()
        .filter(share -> share.share() > 0)
        .mapToDouble(Share::deviation)
        .max()
        .orElse(0);
  }

  /** Latency or errors, whichever more signs tell of; null where none does. */
  private @Nullable Family noticed() {
    int errors = 0;
    int latency = 0;
    for (Folded sign : signs.all()) {
      errors += sign.family == Family.ERRORS ? 1 : 0;
      latency += sign.family == Family.LATENCY ? 1 : 0;
    }
    return errors == latency ? null : errors > latency ? Family.ERRORS : Family.LATENCY;
  }

  /** The service where alone it was noticed; null when at several or none. */
  private @Nullable String symptom() {
    Set<String> services = new LinkedHashSet<>();
    for (Folded sign : signs.all()) {
      if (sign.family.isTravelling()) {
        String service = graph.service(sign.entity);
        services.add(service == null ? sign.entity : service);
      }
    }
    return services.size() == 1 ? services.iterator().next() : null;
  }
}
