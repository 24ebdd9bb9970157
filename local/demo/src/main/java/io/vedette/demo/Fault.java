package io.vedette.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that goes wrong in one service for a while.
 *
 * @param id name by which it can be ended
 * @param kind what goes wrong
 * @param service where
 * @param begin first moment it is felt
 * @param end first moment it is over, after {@code begin}
 * @param magnitude how bad, in the unit of {@link FaultKind#magnitudeMeaning}
 */
public record Fault(
    String id, FaultKind kind, String service, Instant begin, Instant end, double magnitude) {

  /**
   * Checks all of it against the demo shop.
   *
   * @throws IllegalArgumentException naming what is wrong and what it may be
   */
  public Fault {
    kind.check(ShopGraph.standard(), service, magnitude);
    if (!end.isAfter(begin)) {
      throw new IllegalArgumentException(
          "fault " + id + " must end after it begins (" + begin + "), not at " + end);
    }
  }

  /** Whether it is going on. */
  public boolean isActiveAt(Instant time) {
    return !time.isBefore(begin) && time.isBefore(end);
  }

  /** The moment from which nothing of it is left: a backlog drains for half its duration more. */
  public Instant settles() {
    return kind == FaultKind.QUEUE_BACKLOG
        ? end.plus(Duration.between(begin, end).dividedBy(2))
        : end;
  }

  /** The same fault, over earlier. */
  Fault endedAt(Instant earlier) {
    return new Fault(id, kind, service, begin, earlier, magnitude);
  }
}
