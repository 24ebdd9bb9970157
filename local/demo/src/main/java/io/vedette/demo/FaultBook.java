package io.vedette.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All faults that matter: those people asked for and those of the schedule. Shared by the pushing
 * thread and the control server; every method is atomic.
 *
 * <p>A fault that was ended early stays until {@link #forgetBefore} so that samples of the past
 * that were not pushed yet still show it. Holds at most {@value #MOST_FAULTS} faults.
 */
final class FaultBook {

  /** Most faults kept at a time, those that are over but not yet pushed included. */
  static final int MOST_FAULTS = 100;

  /** Longest a fault asked for may last. */
  static final Duration LONGEST = Duration.ofHours(24);

  private static final int UPCOMING = 5;

  private final Clock clock;
  private final Optional<FaultSchedule> schedule;
  private final List<Fault> asked = new ArrayList<>();
  private final List<Fault> endedEarly = new ArrayList<>();
  private long lastId;

  FaultBook(Clock clock, Optional<FaultSchedule> schedule) {
    this.clock = clock;
    this.schedule = schedule;
  }

  /**
   * Begins a fault now.
   *
   * @throws IllegalArgumentException when it cannot be, naming why
   */
  synchronized Fault inject(FaultKind kind, String service, Duration lasting, double magnitude) {
    if (lasting.isNegative() || lasting.isZero() || lasting.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "duration must be above 0 and at most 24h, not " + DurationText.print(lasting));
    }
    if (asked.size() + endedEarly.size() >= MOST_FAULTS) {
      throw new IllegalArgumentException(
          MOST_FAULTS
              + " faults are kept already; end some and wait until their samples are pushed");
    }
    Instant now = clock.instant();
    Fault fault =
        new Fault("fault-" + (lastId + 1), kind, service, now, now.plus(lasting), magnitude);
    lastId++;
    asked.add(fault);
    return fault;
  }

  /** Faults going on now, oldest first. */
  synchronized List<Fault> active() {
    Instant now = clock.instant();
    return felt(now, now.plusMillis(1)).stream()
        .filter(fault -> fault.isActiveAt(now) && isUntouched(fault))
        .toList();
  }

  /** The next faults of the schedule. */
  List<Fault> upcoming() {
    return schedule.map(plan -> plan.next(clock.instant(), UPCOMING)).orElse(List.of());
  }

  /** Ends a fault going on now, if there is one of that id. */
  synchronized Optional<Fault> end(String id) {
    Optional<Fault> found = active().stream().filter(fault -> fault.id().equals(id)).findFirst();
    found.ifPresent(this::endNow);
    return found;
  }

  /** Ends all faults going on now. */
  synchronized List<Fault> endAll() {
    List<Fault> active = active();
    active.forEach(this::endNow);
    return active;
  }

  private void endNow(Fault fault) {
    asked.remove(fault);
    Instant now = clock.instant();
    // A fault must last at least as long as a clock can tell.
    endedEarly.add(fault.endedAt(now.isAfter(fault.begin()) ? now : now.plusMillis(1)));
  }

  /** Every fault felt in [from, to), by its beginning. */
  synchronized List<Fault> felt(Instant from, Instant to) {
    Stream<Fault> planned =
        schedule.stream().flatMap(plan -> plan.felt(from, to).stream()).filter(this::isUntouched);
    return Stream.of(planned, asked.stream(), endedEarly.stream())
        .flatMap(faults -> faults)
        .filter(fault -> fault.begin().isBefore(to) && fault.settles().isAfter(from))
        .sorted(Comparator.comparing(Fault::begin))
        .toList();
  }

  private boolean isUntouched(Fault fault) {
    return endedEarly.stream().noneMatch(ended -> ended.id().equals(fault.id()));
  }

  /** Lets go of faults that nothing at or after a time shows. */
  synchronized void forgetBefore(Instant time) {
    asked.removeIf(fault -> !fault.settles().isAfter(time));
    // A planned fault that was ended must be remembered until its plan is over too.
    Instant planIsOver = time.minus(FaultSchedule.LASTING.multipliedBy(2));
    endedEarly.removeIf(
        fault -> !fault.settles().isAfter(FaultSchedule.isPlanned(fault) ? planIsOver : time));
  }
}
