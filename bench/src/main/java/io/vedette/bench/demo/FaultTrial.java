package io.vedette.bench.demo;

import io.vedette.demo.Fault;
import io.vedette.demo.FaultKind;
import io.vedette.demo.ShopGraph;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * One fault in a shop of its own.
 *
 * <pre>
 *   |---- history, as ./vedette up --demo sends it ----|-- quiet --|-- fault --|-- quiet --|
 * </pre>
 *
 * @param kind what goes wrong
 * @param seed chooses noise, service, and the hour of the week
 */
record FaultTrial(FaultKind kind, int seed) implements Serializable {

  static final Duration TICK = Duration.ofSeconds(5);
  static final Duration HISTORY = Duration.ofHours(2);
  static final Duration BEFORE = Duration.ofMinutes(5);
  static final Duration FAULT = Duration.ofMinutes(5);
  static final Duration AFTER = Duration.ofMinutes(8);

  /** All trials take as long. */
  static final Duration WHOLE = HISTORY.plus(BEFORE).plus(FAULT).plus(AFTER);

  private static final Instant EPOCH = Instant.parse("2026-03-02T00:00:00Z");
  private static final int HOURS_OF_WEEK = 7 * 24;

  /** The environment in which it runs. */
  String environment() {
    return kind.word() + '-' + seed;
  }

  /** When it begins: trials of a seed begin at one time. */
  Instant begin() {
    return EPOCH.plus(Duration.ofHours(new Random(seed).nextInt(HOURS_OF_WEEK)));
  }

  /** Chooses noise. */
  long shopSeed() {
    return 1_000L * (kind.word().hashCode() & 0xFFFF) + seed;
  }

  /** The service that has it: those the kind fits take turns. */
  String service() {
    List<String> services = kind.services(ShopGraph.standard());
    return services.get(Math.floorMod(seed, services.size()));
  }

  /** At default magnitude. */
  Fault fault() {
    Instant begin = begin().plus(HISTORY).plus(BEFORE);
    return new Fault(
        environment(), kind, service(), begin, begin.plus(FAULT), kind.defaultMagnitude());
  }

  /** The one instance that has it; empty where it is the whole service. */
  String instance() {
    boolean isOfOne = kind == FaultKind.HOST_DOWN;
    return isOfOne ? ShopGraph.standard().service(service()).instance(0) : "";
  }
}
