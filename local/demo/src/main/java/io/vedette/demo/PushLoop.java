package io.vedette.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes every tick once, in order, as long as the gateway is not away for too long.
 *
 * <p>Ticks that wait cost no memory: the model is a function of time, so all that is kept is the
 * next tick to push, the bodies being tried, and the faults felt since. When more than {@link
 * #MOST_PENDING} ticks beyond the history wait, the oldest are dropped and counted. A failed
 * attempt is repeated with the same body after 0.5 s, 1 s, 2 s and so on up to 30 s, or when the
 * gateway says, at most 10 min later.
 *
 * <p>For one thread, but for {@link #counts}.
 */
final class PushLoop {

  /** Most live ticks that wait: an hour of them at the default interval. */
  static final int MOST_PENDING = 720;

  static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
  static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
  static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(PushLoop.class);

  private final ShopTelemetry telemetry;
  private final FaultBook faults;
  private final Pusher pusher;
  private final Clock clock;
  private final long interval;
  private final long longestArrears;

  private long nextTick;
  private @Nullable Attempt attempt;
  private int failures;
  private Instant notBefore = Instant.MIN;
  private volatile PushCounts counts = new PushCounts(0, 0, 0, 0, 0);

  /** Bodies that were made, how many of them are done, and the first tick that is not in them. */
  private static final class Attempt {
    private final List<Delivery> bodies;
    private final long ticks;
    private final long end;
    private int done;
    private boolean isRefused;

    Attempt(List<Delivery> bodies, long ticks, long end) {
      this.bodies = bodies;
      this.ticks = ticks;
      this.end = end;
    }

    boolean isDone() {
      return done == bodies.size();
    }

    Delivery next() {
      return bodies.get(done);
    }
  }

  PushLoop(
      ShopTelemetry telemetry,
      FaultBook faults,
      Pusher pusher,
      Clock clock,
      Duration interval,
      Duration history) {
    this.telemetry = telemetry;
    this.faults = faults;
    this.pusher = pusher;
    this.clock = clock;
    this.interval = interval.toMillis();
    long historyTicks = history.toMillis() / this.interval;
    this.longestArrears = (historyTicks + MOST_PENDING) * this.interval;
    this.nextTick = newestTick() - historyTicks * this.interval;
  }

  /**
   * Pushes what is due until there is nothing more or the gateway wants a pause.
   *
   * @return time until the next call makes sense
   */
  Duration step() throws InterruptedException {
    Instant now = clock.instant();
    if (now.isBefore(notBefore)) {
      return Duration.between(now, notBefore);
    }
    long newest = newestTick();
    dropArrears(newest);
    while (nextTick <= newest) {
      Attempt current = attempt == null ? prepare(newest) : attempt;
      while (!current.isDone()) {
        Pusher.Outcome outcome = pusher.push(current.next());
        if (outcome instanceof Pusher.Busy busy) {
          attempt = current;
          return pause(busy, newest);
        }
        current.done++;
        if (outcome instanceof Pusher.Refused why) {
          current.isRefused = true;
          LOG.warn("the gateway refused {} ticks: {}", current.ticks, why.reason());
        }
      }
      settle(current);
      newest = newestTick();
      countPending(newest);
    }
    faults.forgetBefore(Instant.ofEpochMilli(nextTick - telemetry.reach()));
    // A clock set back must not stop the shop for as long as it was set back.
    long wait = Math.min(interval, nextTick - clock.millis());
    return Duration.ofMillis(Math.max(0, wait));
  }

  private long newestTick() {
    return Math.floorDiv(clock.millis(), interval) * interval;
  }

  private void dropArrears(long newest) {
    long oldestKept = newest - longestArrears + interval;
    if (nextTick >= oldestKept) {
      return;
    }
    long ticks = (oldestKept - nextTick) / interval;
    LOG.warn(
        "dropped {} ticks from {} on: the gateway took nothing for too long; {} dropped in all",
        ticks,
        Instant.ofEpochMilli(nextTick),
        counts.dropped() + ticks);
    nextTick = oldestKept;
    attempt = null;
    counts =
        new PushCounts(
            counts.pushed(), counts.refused(), counts.dropped() + ticks, 0, counts.retries());
    countPending(newest);
  }

  private Attempt prepare(long newest) {
    int ticks = (int) Math.min(telemetry.mostTicks(), (newest - nextTick) / interval + 1);
    long end = nextTick + ticks * interval;
    List<Fault> felt =
        faults.felt(Instant.ofEpochMilli(nextTick - telemetry.reach()), Instant.ofEpochMilli(end));
    return new Attempt(telemetry.of(nextTick, ticks, felt), ticks, end);
  }

  private Duration pause(Pusher.Busy busy, long newest) {
    failures++;
    Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, 10));
    Duration wait =
        shorter(busy.retryAfter().orElse(shorter(backoff, LONGEST_BACKOFF)), LONGEST_WAIT);
    notBefore = clock.instant().plus(wait);
    counts =
        new PushCounts(
            counts.pushed(), counts.refused(), counts.dropped(), 0, counts.retries() + 1);
    countPending(newest);
    // Once when it begins and then about every five minutes.
    if (failures % 10 == 1) {
      LOG.warn(
          "{} ticks wait, attempt {} failed, next in {}: {}",
          counts.pending(),
          failures,
          DurationText.print(wait),
          busy.reason());
    }
    return wait;
  }

  private void settle(Attempt done) {
    boolean refused = done.isRefused;
    if (!refused && failures > 0) {
      LOG.info("the gateway takes bodies again after {} failed attempts", failures);
    }
    failures = 0;
    attempt = null;
    nextTick = done.end;
    counts =
        new PushCounts(
            counts.pushed() + (refused ? 0 : done.ticks),
            counts.refused() + (refused ? done.ticks : 0),
            counts.dropped(),
            0,
            counts.retries());
  }

  private void countPending(long newest) {
    long pending = Math.max(0, (newest - nextTick) / interval + 1);
    counts =
        new PushCounts(
            counts.pushed(), counts.refused(), counts.dropped(), pending, counts.retries());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  PushCounts counts() {
    return counts;
  }
}
