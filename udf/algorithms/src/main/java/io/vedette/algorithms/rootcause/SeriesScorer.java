package io.vedette.algorithms.rootcause;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of a symptom each service explains, from requests, latency and errors a service.
 *
 * <pre>
 *   excess(n) = mean during - median before, not below 0       means are additive, percentiles are not
 *   mass(n)   = mean requests * excess(n)                       what all its requests lost together
 *   own(n)    = mass(n) - sum of mass(c) over callees c that are out of the ordinary, not below 0
 *   share(n)  = own(n) / mass(symptom), at most 1
 * </pre>
 *
 * <p>Only what the symptom reaches from caller to callee is a candidate. Latency and errors are
 * told apart, never added.
 */
public final class SeriesScorer {

  private static final double LATENCY_FLOOR = 0.05;

  /** 0.2 points of a hundred. */
  private static final double FAILING_FLOOR = 0.002;

  /** Failures there might have been before that there were not. */
  private static final double UNSEEN_FAILURES = 0.5;

  private static final long NO_INTEGER = -1;
  private static final double LEAST_PART = 1e-6;

  private final DependencyGraph graph;
  private final Map<String, ServiceSeries> series = new LinkedHashMap<>();

  /** Over the services of a graph. */
  public SeriesScorer(DependencyGraph graph, Collection<ServiceSeries> services) {
    this.graph = graph;
    services.forEach(service -> series.put(service.service, service));
  }

  private record Mass(double mass, double deviation) {}

  /**
   * Shares by service.
   *
   * @param symptom the service where it was noticed; null when it is not known
   * @param family latency or errors; null when it is not known: the one farther from its usual at
   *     the symptom
   */
  public Map<String, Share> score(@Nullable String symptom, @Nullable Family family) {
    Map<String, Mass> latency = masses(Family.LATENCY);
    Map<String, Mass> errors = masses(Family.ERRORS);
    Family kind = family == null ? farther(symptom, latency, errors) : family;
    Map<String, Mass> masses = kind == Family.ERRORS ? errors : latency;
    Mass whole = symptom == null ? null : masses.get(symptom);
    double all =
        whole == null || whole.mass() <= 0
            ? masses.values().stream().mapToDouble(Mass::mass).max().orElse(0)
            : whole.mass();
    Map<String, Share> shares = new LinkedHashMap<>();
    for (String service : symptom == null ? series.keySet() : reachable(symptom)) {
      Mass mass = masses.get(service);
      if (mass != null && all > 0) {
        double share = Math.min(1, own(service, mass, masses) / all);
        shares.put(service, new Share(share, mass.deviation(), kind));
      }
    }
    return shares;
  }

  private double own(String service, Mass mass, Map<String, Mass> masses) {
    double own = mass.mass();
    for (String callee : graph.callees(service)) {
      Mass other = masses.get(callee);
      if (other != null && other.deviation() > 1) {
        own -= other.mass();
      }
    }
    return Math.max(0, own);
  }

  private static Family farther(
      @Nullable String symptom, Map<String, Mass> latency, Map<String, Mass> errors) {
    return deviation(symptom, errors) > deviation(symptom, latency)
        ? Family.ERRORS
        : Family.LATENCY;
  }

  private static double deviation(@Nullable String symptom, Map<String, Mass> masses) {
    Mass at = symptom == null ? null : masses.get(symptom);
    return at != null
        ? at.deviation()
        : masses.values().stream().mapToDouble(Mass::deviation).max().orElse(0);
  }

  private Map<String, Mass> masses(Family family) {
    Map<String, Mass> masses = new HashMap<>();
    for (ServiceSeries service : series.values()) {
      boolean isErrors = family == Family.ERRORS;
      double[] before = isErrors ? service.before.failing : service.before.latency;
      double[] during = isErrors ? service.during.failing : service.during.latency;
      Usual usual =
          isErrors ? Usual.of(before, 0, FAILING_FLOOR) : Usual.of(before, LATENCY_FLOOR, 0);
      double mean = Usual.mean(during);
      double requests = Usual.mean(service.during.requests);
      if (Double.isNaN(usual.median()) || Double.isNaN(mean)) {
        continue;
      }
      double excess = Math.max(0, mean - usual.median());
      double deviation = usual.deviation() > 0 ? (mean - usual.median()) / usual.deviation() : 0;
      if (isErrors) {
        deviation = Math.min(deviation, failuresBeyond(service));
      }
      masses.put(
          service.service, new Mass((Double.isNaN(requests) ? 0 : requests) * excess, deviation));
    }
    return masses;
  }

  /**
   * By how many standard deviations more failed than is usual, counted: of a few requests one more
   * fails by chance (the root of the deviance of a Poisson count, which is nearly normal). What is
   * counted are spans, each of which may stand for many requests. Infinite where nothing failed.
   */
  private static double failuresBeyond(ServiceSeries service) {
    double one = Math.min(leastFailed(service.before), leastFailed(service.during));
    double requests = sum(service.before.requests);
    if (one == Double.POSITIVE_INFINITY || requests == 0) {
      return Double.POSITIVE_INFINITY;
    }
    long weight = gcd(service.during, gcd(service.before, 0));
    if (weight > 0) {
      one = weight;
    }
    double before = failed(service.before) / one + UNSEEN_FAILURES;
    double expected = before * sum(service.during.requests) / requests;
    double count = failed(service.during) / one;
    double deviance = count * Math.log(Math.max(count, expected) / expected) - (count - expected);
    return count > expected ? Math.sqrt(2 * deviance) : 0;
  }

  /** The greatest number that all counts are multiples of; negative when some are no integers. */
  private static long gcd(ServiceSeries.Period period, long of) {
    long gcd = of;
    for (int i = 0; i < period.requests.length && gcd >= 0; i++) {
      gcd = gcd(period.requests[i], gcd);
      gcd = gcd < 0 ? gcd : gcd(period.requests[i] * period.failing[i], gcd);
    }
    return gcd;
  }

  private static long gcd(double value, long gcd) {
    if (Double.isNaN(value)) {
      return gcd;
    }
    long rounded = Math.round(value);
    return Math.abs(value - rounded) > LEAST_PART
        ? NO_INTEGER
        : BigInteger.valueOf(rounded).gcd(BigInteger.valueOf(gcd)).longValue();
  }

  /** Failures of the interval that had the fewest, but for those that had none. */
  private static double leastFailed(ServiceSeries.Period period) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < period.failing.length; i++) {
      double failed = period.failing[i] * period.requests[i];
      least = failed > 0 ? Math.min(least, failed) : least;
    }
    return least;
  }

  private static double failed(ServiceSeries.Period period) {
    double sum = 0;
    for (int i = 0; i < period.failing.length; i++) {
      double failed = period.failing[i] * period.requests[i];
      sum += Double.isNaN(failed) ? 0 : failed;
    }
    return sum;
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).sum();
  }

  private Set<String> reachable(String symptom) {
    Set<String> reached = new LinkedHashSet<>(List.of(symptom));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (String callee : new ArrayList<>(graph.callees(open.remove()))) {
        if (reached.add(callee)) {
          open.add(callee);
        }
      }
    }
    return reached;
  }
}
