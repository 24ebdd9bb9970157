package io.vedette.functions;

import io.vedette.algorithms.detect.CounterRate;
import io.vedette.algorithms.detect.EwmaDetector;
import io.vedette.algorithms.detect.EwmaState;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.result.Severity;
import io.vedette.serializers.VedetteTypes;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Scores every sample of a series against what the series was expected to be, and turns anomalies
 * that last into alerts.
 *
 * <pre>
 *   sample --+-- same time, same value ------------------------&gt; DUPLICATE   ignored
 *            +-- not newer than the newest --------------------&gt; LATE        dead letter, not learned
 *            +-- stale marker, NaN, infinite ------------------&gt; STALE       not learned
 *            +-- first of a counter, or in the warm-up --------&gt; WARMING_UP  learned
 *            +-- else -----------------------------------------&gt; SCORED      scored, then learned
 * </pre>
 *
 * <p>An infinite value is no measurement but a division by zero somewhere: it is treated as NaN,
 * and neither starts nor ends anything. A stale marker says that the series ended: an alert that
 * fires is resolved with it, the model is kept for when the series comes back. A counter is scored
 * by its rate in units per second ({@link CounterRate}); the first sample after its beginning, or
 * after a stale marker or NaN, has no rate.
 *
 * <p>State of one series (see {@link ScoreMetricStates}), each kept for {@link
 * ScoringOptions#seriesRetention()} of processing time after its last write; there are no timers:
 *
 * <table>
 *   <caption>Fields kept</caption>
 *   <tr><td>{@code series}</td><td>labels and kind</td><td>about 160 bytes for nine labels</td>
 *       <td>written when announced, read when something must be said</td></tr>
 *   <tr><td>{@code score}</td><td>model of the detector (10 numbers), time and value of the newest
 *       sample, the last 62 verdicts as bits, start, peak score, severity and direction of the run of
 *       anomalies</td><td>about 150 bytes on the heap, 117 in a checkpoint</td>
 *       <td>read with every sample, written with every newer one</td></tr>
 * </table>
 *
 * <p>Which record leaks: a series that falls silent without a stale marker keeps both states until
 * their retention is over, and an alert that was firing then disappears without being resolved; its
 * last record says when it was last updated. A sample that is doubled or late leaves nothing
 * behind, not even a retention begun anew: a series that one sample of the far future has made late
 * for ever starts afresh when its retention is over. When the announcement of a series is missing,
 * the series is scored all the same and named by its hash, and a counter among such is scored as it
 * is until it is announced; then what was learned is dropped.
 *
 * <p>Cost of an ordinary sample: one read and one write of {@code score}, no allocation of ours.
 */
public final class ScoreMetric extends KeyedProcessFunction<Long, Sample, Anomaly> {

  /** Alerts that began to fire, became more severe, or were resolved. */
  public static final OutputTag<Alert> ALERTS = new OutputTag<>("alerts", VedetteTypes.ALERT);

  /** What was said of every sample; only when {@link ScoringOptions#emitScores()}. */
  public static final OutputTag<ScoredPoint> SCORES =
      new OutputTag<>("scores", VedetteTypes.SCORED_POINT);

  /** Late samples. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", VedetteTypes.DEAD_LETTER);

  private static final long serialVersionUID = 1L;

  private final ScoringOptions options;

  private transient EwmaDetector detector;
  private transient Findings findings;
  private transient Verdict verdict;
  private transient ScoringCounters counters;
  private transient ValueState<KnownSeries> series;
  private transient ValueState<ScoreState> scores;

  /** A scorer with these options. */
  public ScoreMetric(ScoringOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    detector = new EwmaDetector(options.detector());
    findings = new Findings(options.serviceLabels());
    verdict = new Verdict();
    counters = new ScoringCounters(getRuntimeContext().getMetricGroup());
    series = getRuntimeContext().getState(ScoreMetricStates.series(options.seriesRetention()));
    scores = getRuntimeContext().getState(ScoreMetricStates.score(options.seriesRetention()));
  }

  @Override
  public void processElement(Sample sample, Context context, Collector<Anomaly> anomalies)
      throws Exception {
    ScoreState state = scores.value();
    if (state == null) {
      state = new ScoreState();
    }
    Series announced = sample.series();
    if (announced != null) {
      announce(announced, sample, state, context);
    } else if (state.isFirstSample()) {
      settleMeaning(known(sample).series(), sample, state, context);
    }
    // what teaches nothing is not written: writing renews the retention, and a series whose newest
    // sample lies in the far future would never be forgotten while late ones keep coming
    if (state.isLast(sample.timestamp(), sample.value())) {
      counters.duplicate.inc();
      verdict.clear();
      emitScore(sample, sample.value(), ScoreOutcome.DUPLICATE, context);
    } else if (!state.isFirstSample() && sample.timestamp() <= state.lastTimestamp) {
      refuseLate(sample, state, context);
    } else {
      take(sample, state, context, anomalies);
      scores.update(state);
    }
  }

  /**
   * Takes note of what a series is called and means, whatever becomes of the sample that says so. A
   * sender that does not know the kind does not unsay what another one knows.
   */
  private void announce(Series announced, Sample sample, ScoreState state, Context context)
      throws Exception {
    KnownSeries name = new KnownSeries(announced);
    if (announced.kind() == MetricKind.UNKNOWN) {
      KnownSeries before = series.value();
      if (before != null && before.series().kind() != MetricKind.UNKNOWN) {
        name = before;
      }
    }
    // every announcement is written, known or not: it is what keeps the name from expiring
    series.update(name);
    if (settleMeaning(name.series(), sample, state, context)) {
      scores.update(state);
    }
  }

  /** A sample newer than all before. */
  private void take(Sample sample, ScoreState state, Context context, Collector<Anomaly> anomalies)
      throws Exception {
    double value =
        state.counter
            ? CounterRate.perSecond(
                state.lastValue, state.lastTimestamp, sample.value(), sample.timestamp())
            : sample.value();
    state.lastTimestamp = sample.timestamp();
    state.lastValue = sample.value();
    if (!Double.isFinite(sample.value()) || Double.isInfinite(value)) {
      skipStale(sample, value, state, context);
    } else if (Double.isNaN(value)) {
      counters.warmingUp.inc();
      verdict.clear();
      emitScore(sample, value, ScoreOutcome.WARMING_UP, context);
    } else {
      score(sample, value, state, context, anomalies);
    }
  }

  private void score(
      Sample sample, double value, ScoreState state, Context context, Collector<Anomaly> anomalies)
      throws Exception {
    detector.score(state.detector, value, verdict);
    if (verdict.isWarmingUp()) {
      counters.warmingUp.inc();
      emitScore(sample, value, ScoreOutcome.WARMING_UP, context);
      return;
    }
    counters.scored.inc();
    emitScore(sample, value, ScoreOutcome.SCORED, context);
    boolean roseInSeverity = verdict.isAnomaly() && reportAnomaly(sample, value, state, anomalies);
    followAlert(sample, value, state, roseInSeverity, context);
  }

  /** Reports an anomaly and adds it to the run; true when the run became more severe by it. */
  private boolean reportAnomaly(
      Sample sample, double value, ScoreState state, Collector<Anomaly> anomalies)
      throws Exception {
    Severity severity = options.severity().of(verdict.score());
    counters.anomalies.inc();
    anomalies.collect(findings.anomaly(sample, value, known(sample), verdict, severity));
    if (!state.isFiring() && options.hysteresis().isQuiet(state.hysteresis)) {
      state.endRun();
      state.startsAt = sample.timestamp();
    }
    state.peakScore = Math.max(state.peakScore, verdict.score());
    if (severity.compareTo(state.severity) <= 0) {
      return false;
    }
    state.severity = severity;
    return true;
  }

  private void followAlert(
      Sample sample, double value, ScoreState state, boolean roseInSeverity, Context context)
      throws Exception {
    boolean wasFiring = state.isFiring();
    state.hysteresis = options.hysteresis().next(state.hysteresis, verdict.isAnomaly());
    boolean isFiring = state.isFiring();
    if (isFiring && !wasFiring) {
      state.direction = verdict.direction();
      counters.fired.inc();
    }
    if (isFiring && (!wasFiring || roseInSeverity)) {
      context.output(ALERTS, findings.firing(sample, value, known(sample), verdict, state));
    }
    if (wasFiring && !isFiring) {
      counters.resolved.inc();
      context.output(ALERTS, findings.backInBand(sample, value, known(sample), verdict, state));
      state.endRun();
    }
  }

  private void skipStale(Sample sample, double value, ScoreState state, Context context)
      throws Exception {
    counters.stale.inc();
    detector.describe(state.detector, verdict);
    if (sample.isStaleMarker()) {
      if (state.isFiring()) {
        KnownSeries name = known(sample);
        resolve(sample, name, state, Summaries.ended(name, findings.serviceOf(name)), context);
      }
      state.endRun();
    }
    emitScore(sample, value, ScoreOutcome.STALE, context);
  }

  private void refuseLate(Sample sample, ScoreState state, Context context) throws Exception {
    counters.late.inc();
    context.output(DEAD_LETTERS, findings.late(sample, known(sample), state.lastTimestamp));
    // the sample before a late one is no longer known, so a late counter has no rate
    double value = state.counter ? Double.NaN : sample.value();
    if (Double.isFinite(value)) {
      detector.judge(state.detector, value, verdict);
    } else {
      detector.describe(state.detector, verdict);
    }
    emitScore(sample, value, ScoreOutcome.LATE, context);
  }

  /**
   * Settles whether the series is scored as a rate; when that changes, nothing learned holds.
   *
   * @return whether it changed
   */
  private boolean settleMeaning(Series meant, Sample sample, ScoreState state, Context context)
      throws Exception {
    boolean counter = options.countersAsRates() && isCounter(meant);
    if (counter == state.counter) {
      return false;
    }
    if (state.isFiring()) {
      KnownSeries name = known(sample);
      detector.describe(state.detector, verdict);
      String summary = Summaries.changedMeaning(name, findings.serviceOf(name), counter);
      // a late sample may say it, but the alert does not end before it was last seen
      Sample last =
          sample.timestamp() >= state.lastTimestamp
              ? sample
              : new Sample(sample.seriesHash(), state.lastTimestamp, state.lastValue);
      resolve(last, name, state, summary, context);
    }
    state.endRun();
    state.counter = counter;
    state.detector = new EwmaState();
    return true;
  }

  private static boolean isCounter(Series meant) {
    return switch (meant.kind()) {
      case COUNTER -> true;
      case GAUGE -> false;
      case UNKNOWN -> CounterRate.isNameOfCounter(meant.labels().metric());
    };
  }

  private void resolve(
      Sample sample, KnownSeries name, ScoreState state, String summary, Context context) {
    counters.resolved.inc();
    context.output(ALERTS, findings.over(sample, name, verdict, state, summary));
  }

  private void emitScore(Sample sample, double value, ScoreOutcome outcome, Context context)
      throws Exception {
    if (options.emitScores()) {
      context.output(SCORES, findings.scoredPoint(sample, value, known(sample), verdict, outcome));
    }
  }

  private KnownSeries known(Sample sample) throws Exception {
    KnownSeries known = series.value();
    return known != null ? known : KnownSeries.unnamed(sample.seriesHash());
  }
}
