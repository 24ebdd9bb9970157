package io.vedette.functions;

import io.vedette.algorithms.calendar.Calendar;
import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.Repetition;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;

/**
 * When a deviation is expected: once, or again each day or week by the clock on the wall, from its
 * first time on. Immutable.
 */
final class ExpectedWindow {

  /** Half of the window round the time of a command that names none. */
  private static final long ROUND = Duration.ofMinutes(30).toMillis();

  private final long from;
  private final long length;
  private final long period;
  private final Calendar calendar;
  private final long localFrom;

  private ExpectedWindow(long from, long to, Repetition repeat, Calendar calendar) {
    this.from = from;
    this.length = to - from;
    this.period =
        switch (repeat) {
          case ONCE -> 0;
          case DAILY -> Duration.ofDays(1).toMillis();
          case WEEKLY -> Duration.ofDays(7).toMillis();
        };
    this.calendar = calendar;
    this.localFrom = calendar.localMillis(from);
  }

  /** The window of a command. */
  static ExpectedWindow of(FeedbackCommand command) {
    long at = command.getTimestamp();
    return new ExpectedWindow(
        command.getFrom() == null ? at - ROUND : command.getFrom(),
        command.getTo() == null ? at + ROUND : command.getTo(),
        command.getRepeat(),
        new Calendar(ZoneId.of(command.getZone()), Set.of()));
  }

  /** Whether a time lies in it. */
  boolean covers(long timestamp) {
    if (timestamp < from) {
      return false;
    }
    return period == 0
        ? timestamp - from < length
        : Math.floorMod(calendar.localMillis(timestamp) - localFrom, period) < length;
  }
}
