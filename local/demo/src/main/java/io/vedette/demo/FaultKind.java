package io.vedette.demo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What can go wrong in the shop. */
public enum FaultKind {
  /** Requests take longer. */
  LATENCY("latency", ShopMetric.LATENCY_P50, 6, 1.5, 100, "factor on the service's own latency"),
  /** Requests fail. */
  ERRORS("errors", ShopMetric.ERROR_RATIO, 0.2, 0.01, 1, "share of requests that fail"),
  /** Something burns CPU; latency suffers with it. */
  CPU("cpu", ShopMetric.CPU, 0.85, 0.1, 1, "share of the idle CPU that is burnt"),
  /** Memory grows until the fault ends or three times the ordinary amount is reached. */
  MEMORY_LEAK(
      "memory-leak",
      ShopMetric.MEMORY,
      0.3,
      0.01,
      5,
      "growth a minute, as a share of the ordinary memory"),
  /** Instances stop answering: up is 0, their other series fall silent, the rest take the load. */
  HOST_DOWN("host-down", ShopMetric.UP, 1, 1, 8, "number of instances that stop"),
  /**
   * A release that fails, is slow and wants more CPU and memory; reaches one instance each 10 s.
   */
  BAD_DEPLOYMENT(
      "bad-deployment", ShopMetric.ERROR_RATIO, 0.1, 0.01, 1, "share of requests that fail"),
  /** More clients than usual. */
  TRAFFIC_SURGE("traffic-surge", ShopMetric.REQUESTS, 3, 1.2, 20, "factor on the load"),
  /** A store answers slowly; the pools of its callers fill. */
  DATABASE_SLOW(
      "database-slow", ShopMetric.LATENCY_P50, 8, 1.5, 100, "factor on the store's latency"),
  /** Consumers stand still: the queue grows, and drains twice as fast after the end. */
  QUEUE_BACKLOG(
      "queue-backlog", ShopMetric.QUEUE_DEPTH, 0.8, 0.1, 1, "share of messages not delivered");

  private final String word;
  private final ShopMetric metric;
  private final double defaultMagnitude;
  private final double leastMagnitude;
  private final double greatestMagnitude;
  private final String magnitudeMeaning;

  FaultKind(
      String word,
      ShopMetric metric,
      double defaultMagnitude,
      double leastMagnitude,
      double greatestMagnitude,
      String magnitudeMeaning) {
    this.word = word;
    this.metric = metric;
    this.defaultMagnitude = defaultMagnitude;
    this.leastMagnitude = leastMagnitude;
    this.greatestMagnitude = greatestMagnitude;
    this.magnitudeMeaning = magnitudeMeaning;
  }

  /** The word by which people name it: {@code memory-leak}. */
  public String word() {
    return word;
  }

  /** The metric of the faulted service that shows it first. */
  public ShopMetric metric() {
    return metric;
  }

  /** Magnitude when none is given. */
  public double defaultMagnitude() {
    return defaultMagnitude;
  }

  /** Smallest magnitude that is taken. */
  public double leastMagnitude() {
    return leastMagnitude;
  }

  /** Greatest magnitude that is taken. */
  public double greatestMagnitude() {
    return greatestMagnitude;
  }

  /** What a magnitude means. */
  public String magnitudeMeaning() {
    return magnitudeMeaning;
  }

  /** Whether a service of this role can have it. */
  public boolean fits(ShopRole role) {
    return switch (this) {
      case DATABASE_SLOW -> role == ShopRole.DATABASE || role == ShopRole.CACHE;
      case QUEUE_BACKLOG -> role == ShopRole.QUEUE;
      case BAD_DEPLOYMENT, TRAFFIC_SURGE -> role == ShopRole.APPLICATION;
      default -> true;
    };
  }

  /** Names of the services that can have it. */
  public List<String> services(ShopGraph graph) {
    return graph.services().stream()
        .filter(service -> fits(service.role()))
        .map(ShopService::name)
        .toList();
  }

  /**
   * Refuses what this kind cannot do.
   *
   * @throws IllegalArgumentException naming the value and what it may be
   */
  void check(ShopGraph graph, String service, double magnitude) {
    if (!fits(graph.service(service).role())) {
      throw new IllegalArgumentException(
          word + " does not fit " + service + "; it fits " + String.join(", ", services(graph)));
    }
    if (!(magnitude >= leastMagnitude && magnitude <= greatestMagnitude)) {
      throw new IllegalArgumentException(
          "magnitude of "
              + word
              + " ("
              + magnitudeMeaning
              + ") must be from "
              + leastMagnitude
              + " to "
              + greatestMagnitude
              + ", not "
              + magnitude);
    }
  }

  /**
   * The kind of a word.
   *
   * @throws IllegalArgumentException when there is none; the message lists those there are
   */
  public static FaultKind ofWord(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown fault '"
                        + word
                        + "'; there are "
                        + Arrays.stream(values())
                            .map(FaultKind::word)
                            .collect(Collectors.joining(", "))));
  }
}
