package io.vedette.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The faults that happen by themselves: one every {@link #EVERY}, the first {@link #FIRST_AFTER}
 * the beginning, each for {@link #LASTING}. Pure: the same seed and beginning give the same plan,
 * and the plan has no end.
 *
 * <p>Every nine faults are the nine kinds in a seeded order; services rotate in an order of their
 * own, those a kind does not fit being passed over.
 */
public final class FaultSchedule {

  /** Time from one fault to the next. */
  public static final Duration EVERY = Duration.ofMinutes(10);

  /** Time from the beginning to the first fault. */
  public static final Duration FIRST_AFTER = Duration.ofMinutes(5);

  /** Time a fault lasts. */
  public static final Duration LASTING = Duration.ofMinutes(3);

  private static final String ID_PREFIX = "scheduled-";

  private final Instant beginning;
  private final List<FaultKind> kinds;
  private final List<String> services;
  private final ShopGraph graph;

  /** A plan that begins at a time. */
  public FaultSchedule(long seed, Instant beginning) {
    this.beginning = beginning;
    this.graph = ShopGraph.standard();
    Random random = new Random(seed);
    kinds = new ArrayList<>(List.of(FaultKind.values()));
    services = new ArrayList<>(graph.names());
    Collections.shuffle(kinds, random);
    Collections.shuffle(services, random);
  }

  /** Whether a fault comes from a plan. */
  static boolean isPlanned(Fault fault) {
    return fault.id().startsWith(ID_PREFIX);
  }

  /** A fault of the plan, counted from 0. */
  public Fault fault(long number) {
    FaultKind kind = kinds.get((int) (number % kinds.size()));
    Instant begin = beginning.plus(FIRST_AFTER).plus(EVERY.multipliedBy(number));
    return new Fault(
        ID_PREFIX + number,
        kind,
        serviceFor(kind, number),
        begin,
        begin.plus(LASTING),
        kind.defaultMagnitude());
  }

  private String serviceFor(FaultKind kind, long number) {
    int candidate = (int) (number % services.size());
    while (!kind.fits(graph.service(services.get(candidate)).role())) {
      candidate = (candidate + 1) % services.size();
    }
    return services.get(candidate);
  }

  /** Faults that begin before {@code to} and have not settled by {@code from}, in order. */
  public List<Fault> felt(Instant from, Instant to) {
    List<Fault> felt = new ArrayList<>();
    // The longest is felt for less than the time between two.
    for (long n = Math.max(0, firstFrom(from) - 1); fault(n).begin().isBefore(to); n++) {
      if (fault(n).settles().isAfter(from)) {
        felt.add(fault(n));
      }
    }
    return felt;
  }

  /** The next faults that begin at a time or after it. */
  public List<Fault> next(Instant from, int count) {
    List<Fault> next = new ArrayList<>();
    for (long n = firstFrom(from); next.size() < count; n++) {
      next.add(fault(n));
    }
    return next;
  }

  private long firstFrom(Instant time) {
    long sinceFirst = Duration.between(beginning.plus(FIRST_AFTER), time).toMillis();
    return sinceFirst <= 0 ? 0 : -Math.floorDiv(-sinceFirst, EVERY.toMillis());
  }
}
