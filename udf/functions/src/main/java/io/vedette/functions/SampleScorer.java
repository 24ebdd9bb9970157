package io.vedette.functions;

import io.vedette.algorithms.detect.CounterEvidence;
import io.vedette.algorithms.detect.CounterRate;
import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.algorithms.forecast.Forecast;
import io.vedette.algorithms.silence.FallToZero;
import io.vedette.algorithms.silence.Presence;
import io.vedette.functions.rootcause.ServiceMeasures;
import io.vedette.functions.silence.SeriesWatch;
import io.vedette.functions.silence.SilenceOptions;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.schema.silence.SeriesPresence;
import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a sample, see {@link ScoreMetric}.
 *
 * <p>Cost of an ordinary one: one read and one write of {@code score}, no allocation of ours.
 */
final class SampleScorer {

  private final ScoringOptions options;
  private final Findings findings;
  private final ScoringCounters counters;
  private final ScorerOutput output;
  private final SeriesNames names;
  private final AlertLife alerts;
  private final SeriesRules rules;
  private final TrainedModels models;
  private final SeriesOpinions opinions;
  private final ModelledSeries modelled;
  private final ValueState<ScoreState> scores;
  private final Amendments amendments;
  private final SeriesAtHand series;
  private final @Nullable SeriesWatch watch;
  private final @Nullable FallToZero fallToZero;
  private final ServiceMeasures measures = new ServiceMeasures();
  private final Verdict verdict = new Verdict();

  SampleScorer(
      ScoringOptions options,
      Findings findings,
      ScoringCounters counters,
      ScorerOutput output,
      SeriesNames names,
      AlertLife alerts,
      SeriesRules rules,
      TrainedModels models,
      SeriesOpinions opinions,
      ModelledSeries modelled,
      ValueState<ScoreState> scores,
      Amendments amendments,
      @Nullable SilenceOptions silence,
      SeriesAtHand series) {
    this.options = options;
    this.findings = findings;
    this.counters = counters;
    this.output = output;
    this.names = names;
    this.alerts = alerts;
    this.rules = rules;
    this.models = models;
    this.opinions = opinions;
    this.modelled = modelled;
    this.scores = scores;
    this.amendments = amendments;
    this.series = series;
    this.watch =
        silence == null || !silence.isLive()
            ? null
            : new SeriesWatch(silence, options.serviceLabels(), series);
    this.fallToZero = silence == null ? null : silence.fallToZero();
  }

  /** Takes the next sample of the series at hand. */
  void take(Sample sample) throws IOException {
    ScoreState state = scores.value();
    if (state == null) {
      state = new ScoreState();
    }
    state.forgetFormerModel();
    Series announced = sample.series();
    if (announced != null) {
      measures.announce(sample.seriesHash(), announced);
      if (!names.isKnown()) {
        state.forgetProfile(); // rules could not see its labels
      }
      if (settleMeaning(names.announce(announced), sample, state)) {
        scores.update(state);
      }
    } else if (state.isFirstSample()) {
      settleMeaning(names.of(sample.seriesHash()), sample, state);
    }
    // what teaches nothing is not written: writing renews the retention, and a series whose newest
    // sample lies in the far future would never be forgotten while late ones keep coming
    if (state.isLast(sample.timestamp(), sample.value())) {
      counters.duplicate.inc();
      verdict.clear();
      emitScore(sample, sample.value(), ScoreOutcome.DUPLICATE);
    } else if (!state.isFirstSample() && sample.timestamp() <= state.lastTimestamp) {
      takeLate(sample, state);
    } else {
      takeNewer(sample, state);
      scores.update(state);
    }
  }

  /** A sample newer than all before. */
  private void takeNewer(Sample sample, ScoreState state) throws IOException {
    watch(sample, state);
    if (state.counterEvidence != CounterEvidence.CLOSED) {
      weighEvidence(sample, state);
    }
    double value =
        state.counter
            ? CounterRate.perSecond(
                state.lastValue, state.lastTimestamp, sample.value(), sample.timestamp())
            : sample.value();
    long before = state.lastTimestamp;
    state.lastTimestamp = sample.timestamp();
    state.lastValue = sample.value();
    ServiceWork work = measures.of(sample.seriesHash(), sample.timestamp(), value);
    if (work != null) {
      output.work(work);
    }
    if (!Double.isFinite(sample.value()) || Double.isInfinite(value)) {
      skipStale(sample, value, state);
    } else if (Double.isNaN(value)) {
      counters.warmingUp.inc();
      verdict.clear();
      emitScore(sample, value, ScoreOutcome.WARMING_UP);
    } else {
      score(sample, value, before, state);
    }
  }

  /** Takes note that the series reports, or that it ended. */
  private void watch(Sample sample, ScoreState state) throws IOException {
    if (watch == null) {
      return;
    }
    long at = sample.timestamp();
    if (sample.isStaleMarker()) {
      watch.end(state.presence, at);
    } else {
      watch.observe(state.presence, state.lastTimestamp, at, receivedAt(sample, state));
      watch.compare(state.presence, state.lastValue, sample.value(), at);
    }
  }

  /**
   * The event time its source gave a sample. What this job counted itself is told of when its
   * interval is over, which is no lag.
   */
  private long receivedAt(Sample sample, ScoreState state) throws IOException {
    long at = sample.timestamp();
    long eventTime = output.eventTime(at);
    boolean isAsked = eventTime > at && state.presence.presence() != SeriesPresence.UNKNOWN;
    return isAsked && CountedSeries.is(names.of(sample.seriesHash()).metric()) ? at : eventTime;
  }

  /** A timer of the series at hand fires. */
  void onTimer(long timer) throws IOException {
    ScoreState state = scores.value();
    if (state != null
        && watch != null
        && watch.onTimer(state.presence, state.lastTimestamp, timer)) {
      if (isTold(state) && isGivenUp(state.presence)) {
        endOfSilent(timer, state);
      }
      scores.update(state);
    }
  }

  /** An alert of the series is open. */
  private static boolean isTold(ScoreState state) {
    return state.isFiring() || state.presence.isZeroTold();
  }

  /** Nobody waits for the series any more. */
  private static boolean isGivenUp(Presence presence) {
    return presence.presence() == SeriesPresence.UNKNOWN && presence.timerAt() == Presence.NEVER;
  }

  /** An alert whose series is gone would fire for ever: what is silent has its own finding. */
  private void endOfSilent(long timer, ScoreState state) throws IOException {
    Sample last =
        new Sample(series.seriesHash(), Math.max(timer, state.lastTimestamp), state.lastValue);
    describe(last, state);
    KnownSeries name = series.name();
    alerts.end(last, name, verdict, state, Summaries.ended(name, findings.serviceOf(name)));
  }

  private void score(Sample sample, double value, long before, ScoreState state)
      throws IOException {
    SeriesProfile profile = rules.of(state, sample.seriesHash());
    // a trained model knows values as they are where only the data says that they are counted
    Forecast forecast =
        CounterEvidence.isCounter(state.counterEvidence)
            ? null
            : models.forecast(sample, value, state, profile.detector());
    FeedbackLog said = opinions.of(state);
    if (said != null && opinions.isConfirmed(said, state, sample.timestamp())) {
      judgeWithoutAdopting(profile.detector(), state, sample.timestamp(), value, forecast);
    } else {
      modelled.score(profile.detector(), state, sample.timestamp(), value, forecast, verdict);
    }
    if (watch != null && watch.isPaused() && !verdict.isWarmingUp()) {
      counters.paused.inc();
      emitScore(sample, value, ScoreOutcome.PAUSED);
      return;
    }
    FallToZero.Change change =
        fallToZero == null
            ? FallToZero.Change.NONE
            : fallToZero.next(state.presence, sample.timestamp(), value, verdict.expected());
    if (verdict.isWarmingUp()) {
      counters.warmingUp.inc();
      emitScore(sample, value, ScoreOutcome.WARMING_UP);
      return;
    }
    if (said != null) {
      verdict.relax(value, opinions.factor(said, sample.timestamp()));
    }
    counters.scored.inc();
    emitScore(sample, value, ScoreOutcome.SCORED);
    String muted = whyMuted(profile, said, sample.timestamp());
    boolean wasFiring = state.isFiring();
    if (muted != null) {
      alerts.mute(sample, verdict, state, muted);
    } else {
      alerts.follow(sample, value, before, verdict, state, models.decidedBy());
      alerts.followZero(change, sample, value, before, verdict, state);
    }
    boolean raises = muted == null && verdict.isAnomaly();
    if (raises || state.recent != 0) {
      amendments.remember(sample, verdict, raises, state);
    }
    if (state.trial != null) {
      TrainedModels.count(state.trial, raises, !wasFiring && state.isFiring());
    }
  }

  /** Within a confirmed anomaly only what lies inside the band is learned. */
  private void judgeWithoutAdopting(
      SeriesDetector detector,
      ScoreState state,
      long timestamp,
      double value,
      @Nullable Forecast forecast)
      throws IOException {
    modelled.judge(detector, state, timestamp, value, forecast, verdict);
    if (!verdict.isAnomaly()) {
      modelled.score(detector, state, timestamp, value, forecast, verdict);
    }
  }

  /** Why a sample is to raise nothing, or null. */
  private @Nullable String whyMuted(
      SeriesProfile profile, @Nullable FeedbackLog said, long timestamp) {
    if (profile.off()) {
      return "rule " + profile.rules();
    }
    if (said == null || !verdict.isAnomaly()) {
      return null;
    }
    FeedbackCommand expecting = said.expecting(timestamp, verdict.direction());
    return expecting == null ? null : "expected by feedback " + expecting.getId();
  }

  private void skipStale(Sample sample, double value, ScoreState state) throws IOException {
    counters.stale.inc();
    describe(sample, state);
    if (sample.isStaleMarker()) {
      KnownSeries name = names.of(sample.seriesHash());
      alerts.end(sample, name, verdict, state, Summaries.ended(name, findings.serviceOf(name)));
    }
    emitScore(sample, value, ScoreOutcome.STALE);
  }

  /** A sample that is not newer than the newest. */
  private void takeLate(Sample sample, ScoreState state) throws IOException {
    switch (amendments.take(sample, state, this::judge, verdict)) {
      case CHANGED -> scores.update(state);
      case UNCHANGED -> {}
      case REFUSED -> refuseLate(sample, state);
    }
  }

  private void refuseLate(Sample sample, ScoreState state) throws IOException {
    counters.late.inc();
    KnownSeries name = names.of(sample.seriesHash());
    output.deadLetter(findings.late(sample, name, state.lastTimestamp));
    // the sample before a late one is no longer known, so a late counter has no rate
    double value = state.counter ? Double.NaN : sample.value();
    judge(sample, value, state, verdict);
    emitScore(sample, value, ScoreOutcome.LATE);
  }

  /** By what is known now, for a value that may be none; learns nothing. */
  private void judge(Sample sample, double value, ScoreState state, Verdict into)
      throws IOException {
    SeriesDetector detector = rules.of(state, sample.seriesHash()).detector();
    if (Double.isFinite(value)) {
      modelled.judge(detector, state, sample.timestamp(), value, null, into);
    } else {
      modelled.describe(detector, state, sample.timestamp(), null, into);
    }
  }

  /**
   * Settles whether the series is scored as a rate; when that changes, nothing learned holds.
   *
   * @return whether it changed
   */
  private boolean settleMeaning(KnownSeries name, Sample sample, ScoreState state)
      throws IOException {
    SeriesMeaning meaning = SeriesMeaning.of(name.series());
    state.counterEvidence =
        meaning == SeriesMeaning.UNKNOWN && options.countersAsRates()
            ? CounterEvidence.opened(state.counterEvidence)
            : CounterEvidence.CLOSED;
    boolean counter =
        options.countersAsRates()
            && (meaning == SeriesMeaning.COUNTER
                || CounterEvidence.isCounter(state.counterEvidence));
    if (counter == state.counter) {
      return false;
    }
    change(counter, name, sample, state);
    return true;
  }

  /**
   * What the values themselves say. The series becomes a counter in quiet times only, and is taken
   * back before the sample that says so is compared with the one before: neither fires nor ends an
   * alert, but that of a rate which was none.
   */
  private void weighEvidence(Sample sample, ScoreState state) throws IOException {
    state.counterEvidence =
        CounterEvidence.next(state.counterEvidence, state.lastValue, sample.value());
    boolean isQuiet = !state.isFiring() && options.hysteresis().isQuiet(state.hysteresis);
    if (!state.counter && isQuiet && CounterEvidence.isEnough(state.counterEvidence)) {
      state.counterEvidence = CounterEvidence.decided(state.counterEvidence);
    }
    boolean counter = CounterEvidence.isCounter(state.counterEvidence);
    if (counter != state.counter) {
      change(counter, names.of(sample.seriesHash()), sample, state);
    }
  }

  /** From now on the series is scored as a rate, or no longer; nothing learned holds. */
  private void change(boolean counter, KnownSeries name, Sample sample, ScoreState state)
      throws IOException {
    describe(sample, state);
    // a late sample may say it, but the alert does not end before it was last seen
    Sample last =
        sample.timestamp() >= state.lastTimestamp
            ? sample
            : new Sample(sample.seriesHash(), state.lastTimestamp, state.lastValue);
    alerts.end(
        last,
        name,
        verdict,
        state,
        Summaries.changedMeaning(name, findings.serviceOf(name), counter));
    state.counter = counter;
    modelled.forget(state);
    amendments.forget(state);
  }

  /** Fills in the present band. */
  private void describe(Sample sample, ScoreState state) throws IOException {
    SeriesDetector detector = rules.of(state, sample.seriesHash()).detector();
    modelled.describe(detector, state, sample.timestamp(), null, verdict);
  }

  private void emitScore(Sample sample, double value, ScoreOutcome outcome) throws IOException {
    if (options.emitScores()) {
      KnownSeries name = names.of(sample.seriesHash());
      output.score(findings.scoredPoint(sample, value, name, verdict, outcome));
    }
  }
}
