package io.vedette.functions;

import io.vedette.functions.silence.SeriesWatch;
import io.vedette.functions.silence.SilenceOptions;
import io.vedette.schema.RuleChange;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.SeriesControl;
import io.vedette.schema.control.DetectorRule;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.schema.silence.SeriesTransition;
import io.vedette.serializers.VedetteTypes;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Scores every sample of a series against what the series was expected to be, and turns anomalies
 * that last into alerts.
 *
 * <pre>
 *   sample --+-- same time, same value ------------------------&gt; DUPLICATE   ignored
 *            +-- another value for a time already scored ------&gt; CORRECTED   score amended, not learned
 *            +-- somewhat older than the newest ---------------&gt; AMENDED     scored, not learned
 *            +-- older than that ------------------------------&gt; LATE        dead letter, not learned
 *            +-- stale marker, NaN, infinite ------------------&gt; STALE       not learned
 *            +-- first of a counter, or in the warm-up --------&gt; WARMING_UP  learned
 *            +-- its source lags ------------------------------&gt; PAUSED      scored, then learned
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
 * ScoringOptions#seriesRetention()} of processing time after its last write, unless it says
 * otherwise, and at most one timer in event time, see {@link SeriesWatch}:
 *
 * <table>
 *   <caption>Fields kept</caption>
 *   <tr><td>{@code series}</td><td>labels and kind</td><td>about 160 bytes for nine labels</td>
 *       <td>written when announced, read when something must be said</td></tr>
 *   <tr><td>{@code score}</td><td>model of the detector but its memory, time and value of the newest
 *       sample, the last 62 verdicts as bits, start, peak score, severity and direction of the run of
 *       anomalies, how a trained model does,
 *       how the series reports</td><td>some 650 bytes</td>
 *       <td>read with every sample, written with every newer one; on the heap changed in place, see {@link
 *       InPlaceState}</td></tr>
 *   <tr><td>{@code memory}</td><td>counts and hours of the detector's model</td><td>620 to 960
 *       bytes</td>
 *       <td>needed with every 32nd sample, in a young series more often, and when the hour changes; on
 *       the heap changed in place for as long as {@code score} is</td></tr>
 *   <tr><td>{@code model}</td><td>trained models, champion and shadow; kept for {@link
 *       ModelOptions#maxAge()}</td><td>about 1 KB a model</td>
 *       <td>written when one arrives, read with every sample of a series that has one</td></tr>
 *   <tr><td>{@code feedback}</td><td>the latest commands; kept for {@link
 *       FeedbackOptions#retention()}</td><td>about 200 bytes a command, and the detector's model
 *       before a NEW_NORMAL</td>
 *       <td>written by a command, read with every sample of a series that has one</td></tr>
 *   <tr><td>{@code recent}</td><td>up to {@link LateOptions#recentSamples()} samples with their bands
 *       and scores</td><td>49 bytes a sample</td>
 *       <td>only in a run of anomalies and shortly after, so that it can be amended</td></tr>
 * </table>
 *
 * <p>For all series alike, as broadcast state: {@code rules}, each by its id, until it is removed;
 * at most {@link ScoringOptions#mostRules()}.
 *
 * <p>Which record leaks: a series that falls silent without a stale marker keeps both states until
 * their retention is over; an alert that was firing then is resolved when the watch gives the
 * series up, and where silence is not watched it disappears without being resolved. A sample that
 * is doubled or late leaves nothing behind, not even a retention begun anew: a series that one
 * sample of the far future has made late for ever starts afresh when its retention is over. When
 * the announcement of a series is missing, the series is scored all the same and named by its hash,
 * and a counter among such is scored as it is until it is announced; then what was learned is
 * dropped.
 *
 * <p>This class is the shell: {@link ScorerParts} puts together what is in it, {@link SampleScorer}
 * holds the path of a sample, {@link AlertLife} that of an alert. Cost of an ordinary sample: one
 * read and one write of {@code score}, no allocation of ours.
 */
public final class ScoreMetric
    extends KeyedBroadcastProcessFunction<Long, ScoringInput, RuleChange, Anomaly>
    implements CheckpointedFunction {

  /** Alerts that began to fire, became more severe, or were resolved. */
  public static final OutputTag<Alert> ALERTS = new OutputTag<>("alerts", VedetteTypes.ALERT);

  /** What changed how a series is judged. */
  public static final OutputTag<Audit> AUDITS = new OutputTag<>("audits", VedetteTypes.AUDIT);

  /** What was said of every sample; only when {@link ScoringOptions#emitScores()}. */
  public static final OutputTag<ScoredPoint> SCORES =
      new OutputTag<>("scores", VedetteTypes.SCORED_POINT);

  /** What the source of a series is told about how it reports. */
  public static final OutputTag<SeriesTransition> TRANSITIONS =
      new OutputTag<>("transitions", VedetteTypes.SERIES_TRANSITION);

  /** What samples say of requests, latency and errors of services. */
  public static final OutputTag<ServiceWork> WORK =
      new OutputTag<>("service-work", VedetteTypes.SERVICE_WORK);

  /** Late samples. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", VedetteTypes.DEAD_LETTER);

  private static final long serialVersionUID = 1L;

  private final ScoringOptions options;
  private final LateOptions late;
  private final @Nullable SilenceOptions silence;

  private transient ScoringCounters counters;
  private transient FlinkScorerOutput output;
  private transient SeriesRules rules;
  private transient SampleScorer samples;
  private transient SeriesControls controls;
  private transient SeriesAtHand series;
  private transient InPlaceState scores;

  /** A scorer that amends by default, and does not watch for silence. */
  public ScoreMetric(ScoringOptions options) {
    this(options, LateOptions.defaults(), null);
  }

  /**
   * A scorer with these options.
   *
   * @param silence how silence is found; null for not at all
   */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public ScoreMetric(ScoringOptions options, LateOptions late, @Nullable SilenceOptions silence) {
    this.options = options;
    this.late = late;
    this.silence = silence;
  }

  @Override
  public void open(OpenContext context) {
    RuntimeContext runtime = getRuntimeContext();
    output = new FlinkScorerOutput();
    ScorerParts parts =
        ScorerParts.assemble(
            options, late, silence, runtime.getMetricGroup(), runtime::getState, output);
    counters = parts.counters();
    rules = parts.rules();
    samples = parts.samples();
    controls = parts.controls();
    series = parts.series();
    scores = parts.scores();
  }

  @Override
  public void processElement(
      ScoringInput input, ReadOnlyContext context, Collector<Anomaly> anomalies) throws Exception {
    output.pointAt(context, anomalies);
    series.pointAt(input.seriesHash());
    if (!rules.isLoaded()) {
      rules.load(context.getBroadcastState(ScoreMetricStates.rules()));
    }
    if (input instanceof Sample sample) {
      samples.take(sample);
    } else if (input instanceof SeriesControl control) {
      controls.take(control);
    }
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<Anomaly> anomalies)
      throws Exception {
    output.pointAt(context, anomalies);
    series.pointAt(context.getCurrentKey());
    samples.onTimer(timer);
  }

  @Override
  public void processBroadcastElement(
      RuleChange change, Context context, Collector<Anomaly> anomalies) throws Exception {
    BroadcastState<String, DetectorRule> stored =
        context.getBroadcastState(ScoreMetricStates.rules());
    DetectorRule before = stored.get(change.id());
    if (Objects.equals(before, change.rule())) {
      return;
    }
    boolean taken = rules.change(change, stored);
    // every task takes it, or refuses it; one says so
    if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() != 0) {
      return;
    }
    long now = context.currentProcessingTime();
    if (taken) {
      context.output(AUDITS, Audits.ofRule(change, before, now));
    } else {
      counters.rulesRefused.inc();
      context.output(AUDITS, Audits.ofRefusedRule(change, options.mostRules(), now));
    }
  }

  /** All state is the backend's; objects got from it must be got again. */
  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    scores.forgetObjects();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {}
}
