package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.ExclusiveTime.Moments;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of the time lost in an incident each service lost by itself, from spans.
 *
 * <p>Of each operation: z = (mean - mean before) / max(deviation before, a quarter of the mean
 * before, 1 ms), and mass = spans * (mean - mean before). Those with z of at least 3 are summed by
 * service, S, and by gap between caller and callee, G. A gap's mass m is split between its ends by
 * how consistently their other gaps agree: a callee that loses time whoever calls it is slow itself
 * (or its network is), a caller that loses time whomever it calls is.
 *
 * <pre>
 *   cu = (sum over other callees w of u of min(1, G(u,w)/m) + min(1, S(u)/m)) / callees of u
 *   cv = (sum over other callers w of v of min(1, G(w,v)/m) + prior) / callers of v
 *   v gets m (cv + .01) / (cv + cu + .02), u the rest
 * </pre>
 *
 * <p>Time: operations, and gaps times the logarithm of the degree.
 */
public final class SpanScorer {

  /** Least z of an operation that takes part. */
  private static final double LEAST_DEVIATION = 3;

  /** What speaks for the callee before anything is known of it. */
  private static final double PRIOR = 0.5;

  private static final double MEAN_FLOOR = 0.25;
  private static final double MILLIS_FLOOR = 1;

  private final ExclusiveTime usual;
  private final ExclusiveTime during;

  /** Masses of gaps of one service with others. */
  private final Map<String, Gaps> out = new TreeMap<>();

  private final Map<String, Gaps> in = new TreeMap<>();
  private final Map<String, Double> own = new TreeMap<>();
  private final Map<String, Double> deviations = new TreeMap<>();

  private SpanScorer(ExclusiveTime usual, ExclusiveTime during) {
    this.usual = usual;
    this.during = during;
  }

  /** Shares by service, of those that lost time. */
  public static Map<String, Share> score(ExclusiveTime usual, ExclusiveTime during) {
    return new SpanScorer(usual, during).score();
  }

  private Map<String, Share> score() {
    Map<String, Double> alone = new TreeMap<>();
    during
        .all()
        .forEach(
            (key, moments) -> {
              Moments before = usual.of(key);
              if (before == null) {
                return;
              }
              double excess = moments.mean() - before.mean();
              double z = excess / deviation(before);
              double mass = z >= LEAST_DEVIATION ? excess * moments.count : 0;
              if (key.callee() != null) {
                gaps(out, key.service()).add(key.callee(), mass);
                gaps(in, key.callee()).add(key.service(), mass);
              } else if (mass > 0) {
                alone.merge(key.service(), mass, Double::sum);
              }
              if (mass > 0) {
                deviations.merge(key.service(), z, Math::max);
                if (key.callee() != null) {
                  deviations.merge(key.callee(), z, Math::max);
                }
              }
            });
    out.values().forEach(Gaps::close);
    in.values().forEach(Gaps::close);
    own.putAll(alone);
    out.forEach(
        (caller, gaps) ->
            gaps.masses.forEach(
                (callee, mass) -> {
                  if (mass > 0) {
                    split(caller, callee, mass, alone.getOrDefault(caller, 0d));
                  }
                }));
    double all = own.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Share> shares = new LinkedHashMap<>();
    own.forEach(
        (service, mass) ->
            shares.put(
                service,
                new Share(mass / all, deviations.getOrDefault(service, 0d), Family.LATENCY)));
    return shares;
  }

  private static double deviation(Moments before) {
    return Math.max(Math.max(before.deviation(), MEAN_FLOOR * before.mean()), MILLIS_FLOOR);
  }

  private static Gaps gaps(Map<String, Gaps> of, String service) {
    return of.computeIfAbsent(service, added -> new Gaps());
  }

  private void split(String caller, String callee, double mass, double alone) {
    Gaps outgoing = gaps(out, caller);
    Gaps incoming = gaps(in, callee);
    double ofCaller =
        (outgoing.agreement(mass) - 1 + Math.min(1, alone / mass)) / outgoing.masses.size();
    double ofCallee = (incoming.agreement(mass) - 1 + PRIOR) / incoming.masses.size();
    double part = (ofCallee + .01) / (ofCallee + ofCaller + .02);
    own.merge(callee, part * mass, Double::sum);
    own.merge(caller, (1 - part) * mass, Double::sum);
  }

  /** Masses of the gaps of one service, by the other. */
  private static final class Gaps {

    final Map<String, Double> masses = new TreeMap<>();
    private double[] sorted = {};
    private double[] sums = {};

    void add(String other, double mass) {
      masses.merge(other, mass, Double::sum);
    }

    void close() {
      sorted = masses.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
      sums = sorted.clone();
      Arrays.parallelPrefix(sums, Double::sum);
    }

    /** Sum of min(1, mass / m) over all gaps, in logarithmic time. */
    double agreement(double m) {
      int below = Arrays.binarySearch(sorted, m);
      if (below < 0) {
        below = -below - 1;
      }
      return (below == 0 ? 0 : sums[below - 1] / m) + sorted.length - below;
    }
  }
}
