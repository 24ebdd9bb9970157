package io.vedette.functions.silence;

import io.vedette.algorithms.silence.Presence;
import io.vedette.schema.result.Alert;
import io.vedette.schema.silence.SeriesTransition;
import io.vedette.schema.silence.SourceRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Finds out, for each source, whether it is the source that is silent, or single series of it.
 *
 * <pre>
 *   a series is overdue, ended, lags --&gt; wait a little --+--&gt; most are overdue:  SourceSilent, one
 *   up is 0                                              +--&gt; up stays 0:        TargetNotScraped, one
 *                                                        +--&gt; most lag:          SourceLagging, one
 *                                                        +--&gt; most ended:        nothing, it was removed
 *                                                        +--&gt; else, for a few:   SeriesSilent, SeriesEnded
 *   event time stands still --------------------------------&gt; SourceSilent, one a source
 * </pre>
 *
 * <p>Every finding is an {@link Alert}: firing when found, resolved when it no longer holds, or
 * given up. While a source as a whole is silent, not scraped or lags, nothing is said of its single
 * series.
 *
 * <p>What holds on is said again every {@link SilenceOptions#repeatEvery}, so that nobody forgets
 * it.
 *
 * <p>Timers of a source: at most one in event time for the next decision, one for the end of a
 * standstill, and one in processing time while it has series that report.
 *
 * <p>What leaks: nothing for long. A series that is overdue is given up by its own timer; what a
 * series whose state expired while event time stood still leaves in the counts goes with the state
 * of the source, when its retention is over.
 */
public final class FindSilence extends KeyedProcessFunction<Long, SeriesTransition, Alert> {

  private static final long serialVersionUID = 1L;
  private static final long NEVER = Presence.NEVER;

  private final SilenceOptions options;

  private transient ValueState<SourceRecord> sources;
  private transient SourceJudge judge;
  private transient long openedAt;

  /** By these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public FindSilence(SilenceOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    sources = getRuntimeContext().getState(FindSilenceStates.source(options.retention()));
    judge = new SourceJudge(options, new SilenceCounters(getRuntimeContext().getMetricGroup()));
    openedAt = NEVER;
  }

  @Override
  public void processElement(SeriesTransition change, Context context, Collector<Alert> alerts)
      throws Exception {
    TimerService timers = context.timerService();
    openedAt(timers);
    SourceRecord source = sources.value();
    if (source == null) {
      source = SourceJudge.unknown();
    }
    long decideAt = source.getDecideAt();
    judge.take(source, change, timers.currentWatermark(), alerts::collect);
    watchTheClock(source, timers);
    settle(source, decideAt, timers);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Alert> alerts) throws Exception {
    TimerService timers = context.timerService();
    long watermark = timers.currentWatermark();
    SourceRecord source = sources.value();
    // at the end of a bounded input all timers fire, and silence means nothing
    if (source == null || watermark == Long.MAX_VALUE) {
      return;
    }
    long key = context.getCurrentKey();
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      if (time != source.getLookAt()) {
        return;
      }
      long decideAt = source.getDecideAt();
      judge.lookAtTheClock(source, key, time, openedAt(timers), watermark, alerts::collect);
      if (source.getHeldUntil() != NEVER) {
        timers.registerEventTimeTimer(source.getHeldUntil());
      }
      timers.registerProcessingTimeTimer(source.getLookAt());
      settle(source, decideAt, timers);
    } else if (time == source.getDecideAt() || time == source.getHeldUntil()) {
      judge.decide(source, key, time, watermark, alerts::collect);
      settle(source, NEVER, timers);
    }
  }

  /** While there are series that report, it is looked whether event time goes on. */
  private void watchTheClock(SourceRecord source, TimerService timers) {
    if (!options.isLive() || source.getLookAt() != NEVER || SourceJudge.living(source) == 0) {
      return;
    }
    source.setEventTime(timers.currentWatermark());
    source.setStandsStillSince(timers.currentProcessingTime());
    source.setLookAt(timers.currentProcessingTime() + options.standstill().toMillis());
    timers.registerProcessingTimeTimer(source.getLookAt());
  }

  private void settle(SourceRecord source, long decideAt, TimerService timers) throws Exception {
    if (SourceJudge.isEmpty(source)) {
      sources.clear();
      return;
    }
    if (source.getDecideAt() != decideAt && source.getDecideAt() != NEVER) {
      timers.registerEventTimeTimer(source.getDecideAt());
    }
    sources.update(source);
  }

  /** Processing time of this task's first record or timer: it cannot speak for before. */
  private long openedAt(TimerService timers) {
    if (openedAt == NEVER) {
      openedAt = timers.currentProcessingTime();
    }
    return openedAt;
  }
}
