package io.vedette.functions;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.algorithms.forecast.Forecast;
import io.vedette.algorithms.text.NumberText;
import io.vedette.schema.Sample;
import io.vedette.schema.SeriesModel;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.result.AuditKind;
import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * The trained models of the series at hand: owner of the state {@code model}.
 *
 * <pre>
 *   champion --- for another kind of value (rate), or no forecast of this time --&gt; online detector
 *            +-- older than maxAge, or past the end of its forecast (stale) ------&gt; online detector
 *            +-- worse live than what the detector expects by itself (dropped) ---&gt; online detector
 *            +-- else ------------------------------------------------------------&gt; its forecast
 *   shadow ----- judged beside it, learns and raises nothing, is counted
 * </pre>
 *
 * <p>A dropped model goes on being compared and is taken up again when it is better.
 *
 * <p>Cost of a sample: nothing for a series without a model; else a read of {@code model}, a
 * forecast and a band of the detector by itself, and with a shadow another forecast and verdict.
 */
final class TrainedModels {

  /** Version of a model that is learned on the spot. */
  static final String ONLINE = "online";

  private final ModelOptions options;
  private final DetectorParameters parameters;
  private final Hysteresis hysteresis;
  private final SeriesNames names;
  private final ScoringCounters counters;
  private final ScorerOutput output;
  private final ModelledSeries modelled;
  private final ValueState<SeriesModels> models;

  private final Forecast forecast = new Forecast();
  private final Forecast ofShadow = new Forecast();
  private final Verdict online = new Verdict();
  private final Verdict byShadow = new Verdict();
  private String decidedBy = ONLINE;

  TrainedModels(
      ModelOptions options,
      DetectorParameters parameters,
      Hysteresis hysteresis,
      SeriesNames names,
      ScoringCounters counters,
      ScorerOutput output,
      ModelledSeries modelled,
      ValueState<SeriesModels> models) {
    this.options = options;
    this.parameters = parameters;
    this.hysteresis = hysteresis;
    this.names = names;
    this.counters = counters;
    this.output = output;
    this.modelled = modelled;
    this.models = models;
  }

  /**
   * Takes a model, or takes one back.
   *
   * @return whether the state of the series changed with it
   * @throws IllegalArgumentException when the model cannot be read
   */
  boolean install(SeriesModel control, ScoreState state) throws IOException {
    SeriesModels before = models.value() == null ? SeriesModels.NONE : models.value();
    ModelRecord record = control.model();
    if (control.place() == ModelStatus.REJECTED) {
      return false;
    }
    if (record != null && isOutdated(control.place(), record.getTrainedAt(), before)) {
      counters.modelsIgnored.inc();
      return false;
    }
    SeriesModels.Used used = record == null ? null : SeriesModels.Used.of(record);
    ModelTrial trial = state.trial == null ? new ModelTrial() : state.trial;
    SeriesModels after;
    if (control.place() == ModelStatus.CHAMPION) {
      after = before.withChampion(used);
      trial.restartChampion();
    } else {
      after = before.withShadow(used);
      trial.restartShadow();
    }
    counters.modelsInstalled.inc();
    if (after.isEmpty()) {
      models.clear();
      state.trial = null;
    } else {
      models.update(after);
      state.trial = trial;
    }
    return true;
  }

  private static boolean isOutdated(ModelStatus place, long trainedAt, SeriesModels present) {
    SeriesModels.Used champion = present.champion();
    if (champion == null) {
      return false;
    }
    return place == ModelStatus.CHAMPION
        ? trainedAt < champion.trainedAt()
        : trainedAt <= champion.trainedAt();
  }

  /**
   * What the model in use expects of a sample, or null when none is in use. Also judges the sample
   * by the shadow, before the detector learns it.
   */
  @Nullable Forecast forecast(
      Sample sample, double value, ScoreState state, SeriesDetector detector) throws IOException {
    decidedBy = ONLINE;
    ModelTrial trial = state.trial;
    if (trial == null) {
      return null;
    }
    SeriesModels present = models.value();
    if (present == null) {
      state.trial = null; // it was kept for as long as it may be used
      return null;
    }
    SeriesModels.Used shadow = present.shadow();
    if (shadow != null && shadow.rate() == state.counter) {
      judgeByShadow(shadow, sample, value, state, trial, detector);
    }
    SeriesModels.Used champion = present.champion();
    if (champion == null || champion.rate() != state.counter) {
      return null;
    }
    boolean inUse = follow(champion, sample, value, state, trial, detector);
    if (!inUse) {
      return null;
    }
    decidedBy = champion.version();
    return forecast;
  }

  /** Version of the model that decided of the latest sample. */
  String decidedBy() {
    return decidedBy;
  }

  /** Fills in the forecast and says whether it is to be used. */
  private boolean follow(
      SeriesModels.Used champion,
      Sample sample,
      double value,
      ScoreState state,
      ModelTrial trial,
      SeriesDetector detector)
      throws IOException {
    long at = sample.timestamp();
    champion.model().forecast(at, forecast);
    boolean stale =
        at - champion.trainedAt() > options.maxAge().toMillis()
            || (!forecast.isKnown() && at > champion.trainedAt());
    if (stale != trial.stale) {
      trial.stale = stale;
      say(sample, champion, stale, "stale: trained at " + champion.trainedAt());
    }
    if (stale || !forecast.isKnown()) {
      return false;
    }
    modelled.describe(detector, state, at, null, online);
    if (!online.isWarmingUp()) {
      compare(champion, sample, value, trial);
    }
    return !trial.dropped;
  }

  private void compare(SeriesModels.Used champion, Sample sample, double value, ModelTrial trial)
      throws IOException {
    trial.learn(
        Math.abs(value - forecast.expected()),
        Math.abs(value - online.expected()),
        options.memory());
    // what is too small to be an anomaly is too small to drop a model
    double tolerable =
        Math.max(
            parameters.minimumDeviation(),
            parameters.minimumRelativeDeviation() * Math.abs(online.expected()));
    boolean dropped =
        trial.isWorseThan(trial.dropped ? options.resumeAt() : options.dropAt(), tolerable);
    if (dropped != trial.dropped) {
      trial.dropped = dropped;
      say(
          sample,
          champion,
          dropped,
          "its running error is "
              + NumberText.of(trial.championError)
              + ", that of the detector by itself "
              + NumberText.of(trial.onlineError));
    }
  }

  private void say(Sample sample, SeriesModels.Used champion, boolean dropped, String why)
      throws IOException {
    (dropped ? counters.modelsDropped : counters.modelsResumed).inc();
    output.audit(
        Audits.ofSeries(
            dropped ? AuditKind.MODEL_DROPPED : AuditKind.MODEL_RESUMED,
            sample.seriesHash(),
            names.of(sample.seriesHash()),
            sample.timestamp(),
            Audits.SCORER,
            champion.version(),
            dropped ? champion.version() : ONLINE,
            dropped ? ONLINE : champion.version(),
            "model "
                + champion.version()
                + " is "
                + (dropped ? "dropped" : "resumed")
                + ": "
                + why));
  }

  private void judgeByShadow(
      SeriesModels.Used shadow,
      Sample sample,
      double value,
      ScoreState state,
      ModelTrial trial,
      SeriesDetector detector)
      throws IOException {
    shadow.model().forecast(sample.timestamp(), ofShadow);
    if (!ofShadow.isKnown()) {
      return;
    }
    if (trial.reportedAt == ScoreState.NEVER) {
      trial.reportedAt = sample.timestamp();
    } else if (sample.timestamp() - trial.reportedAt >= options.reportInterval().toMillis()) {
      report(shadow, sample, trial);
    }
    modelled.judge(detector, state, sample.timestamp(), value, ofShadow, byShadow);
    boolean wasFiring = Hysteresis.isFiring(trial.shadowHysteresis);
    trial.shadowHysteresis = hysteresis.next(trial.shadowHysteresis, byShadow.isAnomaly());
    if (byShadow.isAnomaly()) {
      trial.shadowAnomalies++;
      counters.shadowAnomalies.inc();
    }
    if (!wasFiring && Hysteresis.isFiring(trial.shadowHysteresis)) {
      trial.shadowAlerts++;
      counters.shadowAlerts.inc();
    }
  }

  private void report(SeriesModels.Used shadow, Sample sample, ModelTrial trial)
      throws IOException {
    output.audit(
        Audits.ofSeries(
            AuditKind.SHADOW_REPORT,
            sample.seriesHash(),
            names.of(sample.seriesHash()),
            sample.timestamp(),
            Audits.SCORER,
            shadow.version(),
            counted(trial.anomalies, trial.alerts),
            counted(trial.shadowAnomalies, trial.shadowAlerts),
            "since "
                + trial.reportedAt
                + ", model "
                + shadow.version()
                + " in shadow would have"
                + " raised "
                + counted(trial.shadowAnomalies, trial.shadowAlerts)
                + ", where "
                + counted(trial.anomalies, trial.alerts)
                + " were"));
    trial.reportedAt = sample.timestamp();
    trial.forgetCounts();
  }

  private static String counted(long anomalies, long alerts) {
    return anomalies + " anomalies, " + alerts + " alerts";
  }

  /** Counts what was raised, beside what a shadow would have. */
  static void count(ModelTrial trial, boolean anomaly, boolean fired) {
    trial.anomalies += anomaly ? 1 : 0;
    trial.alerts += fired ? 1 : 0;
  }
}
