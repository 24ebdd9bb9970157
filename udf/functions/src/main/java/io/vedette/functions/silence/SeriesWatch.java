package io.vedette.functions.silence;

import io.vedette.algorithms.silence.Presence;
import io.vedette.algorithms.silence.ReportingInterval;
import io.vedette.functions.KnownSeries;
import io.vedette.schema.Labels;
import io.vedette.schema.silence.SeriesPresence;
import io.vedette.schema.silence.SeriesTransition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether the series at hand reports, and tells its source when that changes.
 *
 * <pre>
 *   UNKNOWN --seen often enough--&gt; PRESENT --no sample when the timer fires--&gt; OVERDUE
 *                                  PRESENT --stale marker--------------------&gt; ENDED
 *                                  PRESENT --a sample long after its time----&gt; LAGGING
 *   OVERDUE, ENDED, LAGGING --a sample in time------------------------------&gt; PRESENT
 *   OVERDUE, ENDED ----------given up---------------------------------------&gt; UNKNOWN
 * </pre>
 *
 * <p>Guarantee: at most one timer a series is pending, in event time. It is set with the first
 * sample and moved on only when it fires, so that a sample costs no timer: a series that reports
 * every 15 seconds has one that fires every 2 minutes. A series whose times trail event time, as
 * those of a slow clock, is overdue when no sample comes for as long as is allowed, not because of
 * its times.
 *
 * <p>At the end of a bounded input event time jumps to its end: the timers that then fire say
 * nothing.
 */
public final class SeriesWatch {

  /** Times are this much more patient while the series lags: batches come when they come. */
  private static final int PATIENCE_WITH_LAG = 3;

  /** Prometheus' own series of a target: 1 when it could be scraped. */
  private static final String UP = "up";

  private static final long END_OF_TIME = Long.MAX_VALUE;

  /** Where the watch is: the timers and the name of the series at hand, and its outputs. */
  public interface Surroundings {

    /** Event time, milliseconds. */
    long watermark();

    /** Asks to be called at an event time. */
    void setTimer(long at);

    /** Takes that back. */
    void deleteTimer(long at);

    /** Identity of the series at hand. */
    long seriesHash();

    /** What it is called. */
    KnownSeries name() throws IOException;

    /** Tells the source. */
    void tell(SeriesTransition transition);
  }

  private final SilenceOptions options;
  private final SourceOfSeries sources;
  private final List<String> serviceLabels;
  private final Surroundings here;
  private boolean paused;

  /** A watch with these options. */
  public SeriesWatch(
      SilenceOptions options, List<String> serviceLabels, Surroundings surroundings) {
    this.options = options;
    this.sources = new SourceOfSeries(options.sourceLabels(), serviceLabels);
    this.serviceLabels = serviceLabels;
    this.here = surroundings;
  }

  /**
   * Takes note of a sample newer than all before.
   *
   * @param before time of the newest sample so far, {@link Presence#NEVER} for none
   * @param at time of the sample
   * @param eventTime the event time its source gave it: later than {@code at} when it was received
   *     more than {@link SilenceOptions#maxLag()} after its time
   */
  public void observe(Presence series, long before, long at, long eventTime) throws IOException {
    if (before != Presence.NEVER) {
      ReportingInterval.learn(series, at - before);
    }
    series.see();
    paused = false;
    if (eventTime > at || !series.isOrdinary()) {
      follow(series, at, eventTime);
    }
  }

  /**
   * Whether the sample just observed starts and ends no alert, because its series lags. Not for
   * ever: what lags for longer than {@link SilenceOptions#longestPause()} lags by nature.
   */
  public boolean isPaused() {
    return paused;
  }

  private void follow(Presence series, long at, long eventTime) throws IOException {
    SeriesPresence was = series.presence();
    if (eventTime > at) {
      if (was != SeriesPresence.UNKNOWN && was != SeriesPresence.LAGGING) {
        become(series, SeriesPresence.LAGGING, at, eventTime - at + options.maxLag().toMillis());
      }
      // a series that was never known to be in time is a backfill, or late by nature
      paused =
          was != SeriesPresence.UNKNOWN && at - series.since() < options.longestPause().toMillis();
    } else if (was != SeriesPresence.UNKNOWN && was != SeriesPresence.PRESENT) {
      become(series, SeriesPresence.PRESENT, at, 0);
    }
    if (was == SeriesPresence.OVERDUE || was == SeriesPresence.ENDED) {
      disarm(series);
    }
    if (series.timerAt() == Presence.NEVER) {
      arm(series, at);
    }
  }

  /** Takes note of a stale marker: the series ended, and its sender said so. */
  public void end(Presence series, long at) throws IOException {
    paused = false;
    SeriesPresence was = series.presence();
    if (was == SeriesPresence.ENDED) {
      return;
    }
    disarm(series);
    if (was != SeriesPresence.UNKNOWN) {
      become(series, SeriesPresence.ENDED, at, 0);
      setTimer(series, Math.max(at, here.watermark()) + options.giveUpAfter().toMillis());
    }
  }

  /**
   * Takes note of a value that follows another one. Of {@code up}, which Prometheus writes itself
   * at every scrape of a target, 0 says that the scrape failed.
   */
  public void compare(Presence series, double before, double value, long at) throws IOException {
    boolean failed = before == 1 && value == 0;
    boolean succeeded = before == 0 && value == 1;
    if ((failed || succeeded) && isUp(here.name())) {
      here.tell(transition(series.presence(), series.presence(), at, 0, succeeded));
    }
  }

  /**
   * A timer of the series fires.
   *
   * @param newest time of its newest sample
   * @param timer time of the timer
   * @return whether anything about the series changed
   */
  public boolean onTimer(Presence series, long newest, long timer) throws IOException {
    if (timer != series.timerAt() || here.watermark() == END_OF_TIME) {
      return false;
    }
    SeriesPresence is = series.presence();
    if (is == SeriesPresence.OVERDUE || is == SeriesPresence.ENDED) {
      become(series, SeriesPresence.UNKNOWN, timer, 0);
      series.setTimer(Presence.NEVER);
    } else if (series.wasSeen()) {
      if (is == SeriesPresence.UNKNOWN && options.interval().isKnown(series)) {
        become(series, SeriesPresence.PRESENT, newest, 0);
      }
      arm(series, newest);
    } else if (is == SeriesPresence.UNKNOWN) {
      series.setTimer(Presence.NEVER);
    } else {
      become(series, SeriesPresence.OVERDUE, newest, 0);
      setTimer(series, timer + options.giveUpAfter().toMillis());
    }
    return true;
  }

  private void arm(Presence series, long newest) {
    long watermark = here.watermark();
    if (watermark == END_OF_TIME) {
      return;
    }
    long allowed = options.interval().allowed(series);
    if (series.presence() == SeriesPresence.LAGGING) {
      allowed *= PATIENCE_WITH_LAG;
    }
    setTimer(series, (newest + allowed > watermark ? newest : watermark) + allowed);
  }

  private void setTimer(Presence series, long at) {
    series.setTimer(at);
    here.setTimer(at);
  }

  private void disarm(Presence series) {
    if (series.timerAt() != Presence.NEVER) {
      here.deleteTimer(series.timerAt());
      series.setTimer(Presence.NEVER);
    }
  }

  private void become(Presence series, SeriesPresence now, long at, long lag) throws IOException {
    SeriesPresence before = series.presence();
    boolean isSpecial = now == SeriesPresence.LAGGING || isSilent(now);
    series.become(now, isSpecial ? at : Presence.NEVER);
    // a target that is no longer to be scraped is not one that fails
    Boolean scraped = (now == SeriesPresence.ENDED && isUp(here.name())) ? true : null;
    here.tell(transition(before, now, at, lag, scraped));
  }

  private SeriesTransition transition(
      SeriesPresence before, SeriesPresence after, long at, long lag, @Nullable Boolean scraped)
      throws IOException {
    KnownSeries name = here.name();
    Labels source = sources.of(name.series().labels());
    return SeriesTransition.newBuilder()
        .setSource(source.hash())
        .setSourceLabels(source.withoutMetric())
        .setService(name.firstOf(serviceLabels))
        .setSeries(here.seriesHash())
        .setLabels(isSilent(after) ? name.toStored().getLabels() : Map.of())
        .setBefore(before)
        .setAfter(after)
        .setAt(at)
        .setLag(lag)
        .setScraped(scraped)
        .build();
  }

  private static boolean isUp(KnownSeries name) {
    return name.metric().equals(UP);
  }

  private static boolean isSilent(SeriesPresence presence) {
    return presence == SeriesPresence.OVERDUE || presence == SeriesPresence.ENDED;
  }
}
