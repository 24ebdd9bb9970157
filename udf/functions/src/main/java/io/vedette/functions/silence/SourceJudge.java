package io.vedette.functions.silence;

import io.vedette.algorithms.silence.Presence;
import io.vedette.functions.silence.SilenceFindings.OfSource;
import io.vedette.schema.result.Alert;
import io.vedette.schema.silence.SeriesPresence;
import io.vedette.schema.silence.SeriesTransition;
import io.vedette.schema.silence.SilentSeriesRecord;
import io.vedette.schema.silence.SourceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps the books of one source at a time and says what is found. Sets no timers itself: when it
 * wants to be called again stands in the books, as {@code decideAt}, {@code heldUntil} and {@code
 * lookAt}.
 */
final class SourceJudge {

  private static final long NEVER = Presence.NEVER;

  private final SilenceOptions options;
  private final SilenceCounters counters;

  SourceJudge(SilenceOptions options, SilenceCounters counters) {
    this.options = options;
    this.counters = counters;
  }

  /** A source not heard of before. */
  static SourceRecord unknown() {
    return SourceRecord.newBuilder()
        .setLabels(new HashMap<>())
        .setSilent(new ArrayList<>())
        .setOpen(new HashMap<>())
        .build();
  }

  /** Whether there is nothing to remember. */
  static boolean isEmpty(SourceRecord source) {
    return living(source) == 0
        && source.getOverdue() == 0
        && source.getSilent().isEmpty()
        && source.getOpen().isEmpty()
        && source.getNotScrapedSince() == NEVER
        && source.getDecideAt() == NEVER;
  }

  static long living(SourceRecord source) {
    return source.getPresent() + source.getLagging();
  }

  /** A series says that something changed. */
  void take(SourceRecord source, SeriesTransition change, long watermark, Consumer<Alert> alerts) {
    source.setLabels(change.getSourceLabels());
    source.setService(change.getService());
    if (change.getBefore() != change.getAfter()) {
      count(source, change);
      remember(source, change, alerts);
    }
    Boolean scraped = change.getScraped();
    if (scraped != null) {
      source.setNotScrapedSince(scraped ? NEVER : change.getAt());
    }
    resolveWhatIsOver(source, change.getSource(), change.getAt(), watermark, alerts);
    if (asksForADecision(change)) {
      decideBy(source, (watermark == NEVER ? change.getAt() : watermark) + collect());
    }
  }

  private static boolean asksForADecision(SeriesTransition change) {
    return switch (change.getAfter()) {
      case OVERDUE, ENDED, LAGGING -> true;
      case UNKNOWN, PRESENT -> Boolean.FALSE.equals(change.getScraped());
    };
  }

  private static void count(SourceRecord source, SeriesTransition change) {
    add(source, change.getBefore(), -1);
    add(source, change.getAfter(), 1);
    if (change.getAfter() == SeriesPresence.OVERDUE) {
      long since = source.getSince();
      boolean isFirst = source.getOverdue() == 1 || since == NEVER;
      source.setSince(isFirst ? change.getAt() : Math.min(since, change.getAt()));
    }
    if (change.getAfter() == SeriesPresence.LAGGING) {
      source.setLag(change.getLag());
      if (source.getLagging() == 1) {
        source.setLaggingSince(change.getAt());
      }
    }
  }

  /** Never below zero: a source may be forgotten before all of its series are. */
  private static void add(SourceRecord source, SeriesPresence presence, int more) {
    switch (presence) {
      case PRESENT -> source.setPresent(Math.max(0, source.getPresent() + more));
      case LAGGING -> source.setLagging(Math.max(0, source.getLagging() + more));
      case OVERDUE -> source.setOverdue(Math.max(0, source.getOverdue() + more));
      case ENDED -> source.setEnded(Math.max(0, source.getEnded() + more));
      case UNKNOWN -> {}
    }
  }

  private void remember(SourceRecord source, SeriesTransition change, Consumer<Alert> alerts) {
    SeriesPresence after = change.getAfter();
    // the list that Avro reads cannot be removed from
    List<SilentSeriesRecord> others = new ArrayList<>(source.getSilent().size() + 1);
    for (SilentSeriesRecord series : source.getSilent()) {
      if (series.getSeries() != change.getSeries()) {
        others.add(series);
      } else {
        boolean returned = after == SeriesPresence.PRESENT || after == SeriesPresence.LAGGING;
        resolve(series, change.getAt(), returned ? "reports again" : givenUp(after), alerts);
      }
    }
    source.setSilent(others);
    boolean silent = after == SeriesPresence.OVERDUE || after == SeriesPresence.ENDED;
    if (!silent || isOpen(source, OfSource.SOURCE_SILENT)) {
      return;
    }
    if (others.size() >= options.findingsPerSource()) {
      counters.notTold();
      return;
    }
    others.add(
        SilentSeriesRecord.newBuilder()
            .setSeries(change.getSeries())
            .setLabels(change.getLabels())
            .setService(change.getService())
            .setEnded(after == SeriesPresence.ENDED)
            .setSince(change.getAt())
            .build());
  }

  private static String givenUp(SeriesPresence after) {
    return after == SeriesPresence.ENDED ? "ended (stale marker)" : "is taken as gone";
  }

  /** Enough series have been heard of to tell whose silence it is. */
  void decide(SourceRecord source, long key, long time, long watermark, Consumer<Alert> alerts) {
    source.setDecideAt(NEVER);
    decideOnScrapes(source, key, time, alerts);
    if (options.source().isLagging(source)) {
      fire(OfSource.SOURCE_LAGGING, source, key, source.getLaggingSince(), time, alerts);
    }
    if (options.source().isSilent(source)) {
      supersede(source, time, alerts);
      fire(OfSource.SOURCE_SILENT, source, key, source.getSince(), time, alerts);
    } else if (source.getNotScrapedSince() != NEVER || options.source().isOver(source)) {
      source.setSilent(source.getSilent().stream().filter(SilentSeriesRecord::getTold).toList());
    } else if (!isOpen(source, OfSource.SOURCE_LAGGING)) {
      tellSeries(source, time, alerts);
    }
    source.setEnded(0);
    resolveWhatIsOver(source, key, time, watermark, alerts);
  }

  private void decideOnScrapes(SourceRecord source, long key, long time, Consumer<Alert> alerts) {
    long since = source.getNotScrapedSince();
    if (since == NEVER) {
      return;
    }
    long due = since + options.notScrapedFor().toMillis();
    if (time >= due) {
      fire(OfSource.TARGET_NOT_SCRAPED, source, key, since, time, alerts);
    } else {
      decideBy(source, due);
    }
  }

  private void tellSeries(SourceRecord source, long time, Consumer<Alert> alerts) {
    for (SilentSeriesRecord series : source.getSilent()) {
      if (!series.getTold()) {
        series.setTold(true);
        counters.fired();
        alerts.accept(SilenceFindings.firing(series, time));
      }
    }
  }

  /** What was said of single series is now said of the source. */
  private void supersede(SourceRecord source, long time, Consumer<Alert> alerts) {
    for (SilentSeriesRecord series : source.getSilent()) {
      resolve(series, time, "is silent as its whole source is", alerts);
    }
    source.setSilent(new ArrayList<>());
  }

  private void resolveWhatIsOver(
      SourceRecord source, long key, long time, long watermark, Consumer<Alert> alerts) {
    if (source.getNotScrapedSince() == NEVER) {
      resolve(OfSource.TARGET_NOT_SCRAPED, source, key, time, "is scraped again", alerts);
    }
    if (!options.source().isSilent(source) && watermark >= source.getHeldUntil()) {
      String why = living(source) > 0 ? "reports again" : "is taken as gone";
      resolve(OfSource.SOURCE_SILENT, source, key, time, why, alerts);
      source.setHeldUntil(NEVER);
    }
    if (options.source().hasCaughtUp(source)
        && resolve(OfSource.SOURCE_LAGGING, source, key, time, "has caught up", alerts)
        && !source.getSilent().isEmpty()) {
      decideBy(source, watermark + collect());
    }
  }

  /** Looks whether event time moved since the last look, by the clock. */
  void lookAtTheClock(
      SourceRecord source,
      long key,
      long now,
      long openedAt,
      long watermark,
      Consumer<Alert> alerts) {
    long standstill = options.standstill().toMillis();
    if (watermark > source.getEventTime() || source.getStandsStillSince() == NEVER) {
      source.setEventTime(watermark);
      source.setStandsStillSince(now);
    }
    repeat(source, key, now, alerts);
    // while the job was down nobody could see event time move
    long since = Math.max(source.getStandsStillSince(), openedAt);
    if (now - since < standstill) {
      source.setLookAt(since + standstill);
      return;
    }
    if (living(source) > 0 && !isOpen(source, OfSource.SOURCE_SILENT)) {
      long eventTime = source.getEventTime();
      supersede(source, eventTime, alerts);
      fire(OfSource.SOURCE_SILENT, source, key, eventTime, eventTime, alerts);
      // when event time moves on, the timers of series that do not come back must have their turn
      source.setHeldUntil(eventTime + options.interval().floorMillis() + collect());
    }
    source.setLookAt(now + standstill);
  }

  /**
   * Says again what holds on, once in {@link SilenceOptions#repeatEvery} of the clock: in the first
   * look after a moment that the source chooses, and not soon after it was found.
   */
  private void repeat(SourceRecord source, long key, long now, Consumer<Alert> alerts) {
    long every = options.repeatEvery().toMillis();
    long phase = Math.floorMod(key, every);
    long lookBefore = now - options.standstill().toMillis();
    if (Math.floorDiv(now - phase, every) == Math.floorDiv(lookBefore - phase, every)) {
      return;
    }
    long time = source.getEventTime();
    for (OfSource finding : OfSource.values()) {
      Long since = source.getOpen().get(finding.alert());
      if (since != null && time - since >= every / 2) {
        alerts.accept(SilenceFindings.firing(finding, key, source, since, time));
      }
    }
    for (SilentSeriesRecord series : source.getSilent()) {
      if (series.getTold() && time - series.getSince() >= every / 2) {
        alerts.accept(SilenceFindings.firing(series, time));
      }
    }
  }

  private void fire(
      OfSource finding,
      SourceRecord source,
      long key,
      long startsAt,
      long now,
      Consumer<Alert> alerts) {
    if (source.getOpen().putIfAbsent(finding.alert(), startsAt) == null) {
      counters.fired();
      alerts.accept(SilenceFindings.firing(finding, key, source, startsAt, now));
    }
  }

  private boolean resolve(
      OfSource finding,
      SourceRecord source,
      long key,
      long now,
      String why,
      Consumer<Alert> alerts) {
    Long startsAt = source.getOpen().remove(finding.alert());
    if (startsAt == null) {
      return false;
    }
    counters.resolved();
    alerts.accept(SilenceFindings.resolved(finding, key, source, startsAt, now, why));
    return true;
  }

  private void resolve(SilentSeriesRecord series, long now, String why, Consumer<Alert> alerts) {
    if (series.getTold()) {
      counters.resolved();
      alerts.accept(SilenceFindings.resolved(series, now, why));
    }
  }

  private static boolean isOpen(SourceRecord source, OfSource finding) {
    return source.getOpen().containsKey(finding.alert());
  }

  private static void decideBy(SourceRecord source, long time) {
    if (source.getDecideAt() == NEVER) {
      source.setDecideAt(time);
    }
  }

  private long collect() {
    return options.collect().toMillis();
  }
}
