package io.vedette.demo;

import java.util.Arrays;
import java.util.List;

/**
 * What the faults of one moment do to each instance and service, before anything propagates.
 *
 * <p>Several faults add up: factors multiply, shares of failed requests add.
 */
final class FaultEffects {

  /** Ordinary memory times this is all an instance may have. */
  static final double MEMORY_LIMIT = 3;

  private static final double SHORT_RAMP_MS = 5_000;
  private static final double SURGE_RAMP_MS = 15_000;
  private static final double ROLLOUT_STEP_MS = 10_000;
  // Load balancers take a dead instance out after this long.
  private static final double EVICTION_MS = 20_000;
  private static final double GC_PRESSURE_FROM = 0.8 * MEMORY_LIMIT;

  /** By instance, in the order of the graph: instances of service s begin at first[s]. */
  final double[] latency;

  final double[] errors;
  final double[] cpu;
  final double[] memory;
  final boolean[] down;

  /** By service. */
  final double[] surge;

  final double[] refused;
  final double[] delivered;
  final double[] backlogSeconds;

  private final ShopGraph graph;
  private final int[] first;

  private FaultEffects(ShopGraph graph, int[] first) {
    this.graph = graph;
    this.first = first;
    int services = graph.services().size();
    int instances = first[services];
    latency = filled(instances, 1);
    errors = filled(instances, 0);
    cpu = filled(instances, 0);
    memory = filled(instances, 1);
    down = new boolean[instances];
    surge = filled(services, 1);
    refused = filled(services, 0);
    delivered = filled(services, 1);
    backlogSeconds = filled(services, 0);
  }

  private static double[] filled(int length, double value) {
    double[] array = new double[length];
    Arrays.fill(array, value);
    return array;
  }

  /** No effects at all. */
  static FaultEffects none(ShopGraph graph, int[] first) {
    return new FaultEffects(graph, first);
  }

  /** Effects of those faults that are felt at a time. */
  static FaultEffects at(long timeMs, List<Fault> faults, ShopGraph graph, int[] first) {
    FaultEffects effects = new FaultEffects(graph, first);
    for (Fault fault : faults) {
      long elapsed = timeMs - fault.begin().toEpochMilli();
      if (elapsed >= 0 && timeMs < fault.settles().toEpochMilli()) {
        effects.add(fault, (double) elapsed, (double) (timeMs - fault.end().toEpochMilli()));
      }
    }
    return effects;
  }

  private void add(Fault fault, double elapsed, double sinceEnd) {
    int service = graph.index(fault.service());
    double size = fault.magnitude();
    switch (fault.kind()) {
      case LATENCY, DATABASE_SLOW -> slow(service, size, elapsed);
      case ERRORS -> fail(service, size);
      case CPU -> burnCpu(service, size, elapsed);
      case MEMORY_LEAK -> leak(service, size, elapsed);
      case HOST_DOWN -> takeDown(service, (int) Math.rint(size), elapsed);
      case BAD_DEPLOYMENT -> deploy(service, size, elapsed);
      case TRAFFIC_SURGE -> surge[service] *= 1 + (size - 1) * ramp(elapsed, SURGE_RAMP_MS);
      case QUEUE_BACKLOG -> holdBack(service, size, elapsed, sinceEnd);
    }
  }

  private void slow(int service, double factor, double elapsed) {
    for (int i = first[service]; i < first[service + 1]; i++) {
      latency[i] *= 1 + (factor - 1) * ramp(elapsed, SHORT_RAMP_MS);
    }
  }

  private void fail(int service, double share) {
    for (int i = first[service]; i < first[service + 1]; i++) {
      errors[i] += share;
    }
  }

  private void burnCpu(int service, double share, double elapsed) {
    double burnt = share * ramp(elapsed, SHORT_RAMP_MS);
    for (int i = first[service]; i < first[service + 1]; i++) {
      cpu[i] = Math.max(cpu[i], burnt);
      latency[i] *= 1 + 0.8 * burnt;
    }
  }

  private void leak(int service, double aMinute, double elapsed) {
    for (int i = first[service]; i < first[service + 1]; i++) {
      memory[i] = Math.min(MEMORY_LIMIT, memory[i] + aMinute * elapsed / 60_000);
      if (memory[i] > GC_PRESSURE_FROM) {
        latency[i] *= 1.5;
      }
    }
  }

  private void takeDown(int service, int number, double elapsed) {
    int instances = first[service + 1] - first[service];
    int dead = Math.min(number, instances);
    Arrays.fill(down, first[service], first[service] + dead, true);
    if (elapsed < EVICTION_MS) {
      refused[service] = Math.max(refused[service], (double) dead / instances);
    }
  }

  private void deploy(int service, double share, double elapsed) {
    for (int i = first[service]; i < first[service + 1]; i++) {
      if (elapsed >= (i - first[service]) * ROLLOUT_STEP_MS) {
        errors[i] += share;
        latency[i] *= 2;
        cpu[i] = Math.max(cpu[i], 0.3);
        memory[i] = Math.min(MEMORY_LIMIT, memory[i] * 1.2);
      }
    }
  }

  private void holdBack(int service, double share, double elapsed, double sinceEnd) {
    if (sinceEnd < 0) {
      delivered[service] *= 1 - share;
      backlogSeconds[service] += share * elapsed / 1_000;
    } else {
      delivered[service] *= 1 + 2 * share;
      backlogSeconds[service] += share * Math.max(0, elapsed - 3 * sinceEnd) / 1_000;
    }
  }

  private static double ramp(double elapsed, double length) {
    return Math.min(1, elapsed / length);
  }
}
