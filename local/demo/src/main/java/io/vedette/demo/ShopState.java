package io.vedette.demo;

import java.util.Arrays;

/**
 * Load, latency and errors of every service at one moment, before noise. Scratch space of {@link
 * ShopModel}: filled by {@link #settle}, read, filled again.
 *
 * <pre>
 *   load      caller --&gt; callee     calls per request; over queues too
 *   latency   caller &lt;-- callee     waiting calls only, damped
 *   errors    caller &lt;-- callee     waiting calls only, damped by retries and fallbacks
 * </pre>
 */
final class ShopState {

  /** Requests a second that come in at the busiest moment. */
  static final double ENTRANCE_RATE = 200;

  /** Share of the pool in use at the daily peak. */
  static final double POOL_AT_PEAK = 0.25;

  private static final double LATENCY_DAMPING = 0.7;

  /** Share of a callee's errors that reach who called. */
  static final double ERROR_DAMPING = 0.6;

  // One request in ten decides the 99th percentile as well as all of them would.
  private static final double TAIL_SHARE = 10;
  private static final double SATURATION_LIMIT = 10;
  private static final double STOPPED_CONSUMER = 50;

  /** By service: requests a second. */
  final double[] rate;

  /** By service: 1 is the daily peak with every instance there. */
  final double[] utilisation;

  /** By service: wanted share of the pool; above 1 requests are turned away. */
  final double[] poolDemand;

  /** By service: latency against the ordinary one of the slowest consumer of a queue, else 1. */
  final double[] consumerDelay;

  /** By service: instances that answer. */
  final int[] alive;

  /** By instance. */
  final double[] p50;

  final double[] p99;
  final double[] errorRatio;

  /** By instance: the part of its errors that no callee passed on. */
  final double[] ownErrors;

  // What a caller sees of a service.
  private final double[] seenP50;
  private final double[] seenP99;
  private final double[] seenErrors;

  private final ShopWiring wiring;
  private final double[] peakRate;
  private final double[] ordinaryP50;

  /** Space for moments of a shop whose ordinary peak is known. */
  ShopState(ShopWiring wiring, ShopState peak) {
    this(wiring, peak.rate, peak.seenP50);
  }

  private ShopState(ShopWiring wiring, double[] peakRate, double[] ordinaryP50) {
    this.wiring = wiring;
    this.peakRate = peakRate;
    this.ordinaryP50 = ordinaryP50;
    int services = wiring.services;
    int instances = wiring.instances();
    rate = new double[services];
    utilisation = new double[services];
    poolDemand = new double[services];
    consumerDelay = new double[services];
    alive = new int[services];
    p50 = new double[instances];
    p99 = new double[instances];
    errorRatio = new double[instances];
    ownErrors = new double[instances];
    seenP50 = new double[services];
    seenP99 = new double[services];
    seenErrors = new double[services];
  }

  /** The shop at its busiest when nothing is wrong: the measure of what is ordinary. */
  static ShopState atPeak(ShopWiring wiring) {
    double[] ones = new double[wiring.services];
    Arrays.fill(ones, 1);
    ShopState loads = new ShopState(wiring, ones, ones);
    loads.sendLoad(1, wiring.noEffects);
    ShopState peak = new ShopState(wiring, loads.rate, ones);
    peak.settle(1, wiring.noEffects);
    return peak;
  }

  /** Computes everything for a traffic and the effects of faults; O(edges + instances). */
  void settle(double traffic, FaultEffects effects) {
    sendLoad(traffic, effects);
    for (int s = wiring.services - 1; s >= 0; s--) {
      answer(s, effects);
    }
  }

  private void sendLoad(double traffic, FaultEffects effects) {
    Arrays.fill(rate, 0);
    rate[0] = traffic * ENTRANCE_RATE;
    for (int s = 0; s < wiring.services; s++) {
      alive[s] = wiring.countAlive(s, effects);
      rate[s] *= effects.surge[s];
      if (alive[s] == 0) {
        continue;
      }
      int[] callees = wiring.callees[s];
      for (int e = 0; e < callees.length; e++) {
        double arriving = wiring.waits[s][e] ? 1 : effects.delivered[s];
        rate[callees[e]] += rate[s] * wiring.perRequest[s][e] * arriving;
      }
    }
  }

  private void answer(int s, FaultEffects effects) {
    double below50 = 0;
    double below99 = 0;
    double belowErrors = 0;
    double slowestConsumer = 1;
    int[] callees = wiring.callees[s];
    for (int e = 0; e < callees.length; e++) {
      int callee = callees[e];
      double perRequest = wiring.perRequest[s][e];
      if (wiring.waits[s][e]) {
        below50 += LATENCY_DAMPING * Math.min(1, perRequest) * seenP50[callee];
        below99 += LATENCY_DAMPING * Math.min(1, TAIL_SHARE * perRequest) * seenP99[callee];
        belowErrors += ERROR_DAMPING * Math.min(1, perRequest) * seenErrors[callee];
      } else {
        double delay =
            alive[callee] == 0 ? STOPPED_CONSUMER : seenP50[callee] / ordinaryP50[callee];
        slowestConsumer = Math.max(slowestConsumer, delay);
      }
    }
    consumerDelay[s] = slowestConsumer;

    int all = wiring.first[s + 1] - wiring.first[s];
    utilisation[s] = alive[s] == 0 ? 0 : rate[s] / peakRate[s] * all / alive[s];
    double saturation = saturation(utilisation[s]);
    double sum50 = 0;
    double worst99 = 0;
    for (int i = wiring.first[s]; i < wiring.first[s + 1]; i++) {
      p50[i] = wiring.ownP50[s] * saturation * effects.latency[i] + below50;
      p99[i] = wiring.ownP99[s] * saturation * effects.latency[i] + below99;
      if (!effects.down[i]) {
        sum50 += p50[i];
        worst99 = Math.max(worst99, p99[i]);
      }
    }
    // Nobody waits long for a connection that is refused.
    seenP50[s] = alive[s] == 0 ? wiring.ownP50[s] : sum50 / alive[s];
    seenP99[s] = alive[s] == 0 ? wiring.ownP99[s] : worst99;

    // Little's law: what is in use is arrivals times the time each stays.
    poolDemand[s] = POOL_AT_PEAK * utilisation[s] * seenP50[s] / ordinaryP50[s];
    double turnedAway = poolDemand[s] > 1 ? 0.5 * (1 - 1 / poolDemand[s]) : 0;
    double sumErrors = 0;
    for (int i = wiring.first[s]; i < wiring.first[s + 1]; i++) {
      ownErrors[i] = wiring.ownErrors[s] + effects.errors[i] + turnedAway;
      errorRatio[i] = Math.min(1, ownErrors[i] + belowErrors);
      if (!effects.down[i]) {
        sumErrors += errorRatio[i];
      }
    }
    seenErrors[s] = alive[s] == 0 ? 1 : Math.min(1, sumErrors / alive[s] + effects.refused[s]);
  }

  /** How much longer a request stays when its service is so busy. */
  static double saturation(double utilisation) {
    return Math.min(SATURATION_LIMIT, 1 + 0.15 * utilisation * utilisation * utilisation);
  }
}
