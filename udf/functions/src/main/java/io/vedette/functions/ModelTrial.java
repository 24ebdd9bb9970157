package io.vedette.functions;

import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.schema.state.ModelTrialRecord;

/**
 * How the trained models of one series do live. Mutable: changed in place with every sample of a
 * series that has a model; {@link ModelTrialRecord} says what each field means.
 *
 * <p>About 100 bytes on the heap, 30 stored.
 */
final class ModelTrial {

  /** Samples before an error may decide. */
  private static final long ENOUGH = 50;

  private static final int DROPPED = 1;
  private static final int STALE = 2;

  long samples;
  double championError;
  double onlineError;
  boolean dropped;
  boolean stale;
  long reportedAt = ScoreState.NEVER;
  long shadowHysteresis = Hysteresis.INITIAL;
  long shadowAnomalies;
  long shadowAlerts;
  long anomalies;
  long alerts;

  /** The living form of what was stored. */
  static ModelTrial fromStored(ModelTrialRecord stored) {
    ModelTrial trial = new ModelTrial();
    trial.samples = stored.getSamples();
    trial.championError = stored.getChampionError();
    trial.onlineError = stored.getOnlineError();
    trial.dropped = stored.getDropped();
    trial.stale = stored.getStale();
    trial.reportedAt = stored.getReportedAt();
    trial.shadowHysteresis = stored.getShadowHysteresis();
    trial.shadowAnomalies = stored.getShadowAnomalies();
    trial.shadowAlerts = stored.getShadowAlerts();
    trial.anomalies = stored.getAnomalies();
    trial.alerts = stored.getAlerts();
    return trial;
  }

  /** Writes the form to store; {@link #read} of it goes on exactly as this would. */
  void write(StateWriter to) {
    to.writeLong(samples);
    to.writeDouble(championError);
    to.writeDouble(onlineError);
    to.writeByte((dropped ? DROPPED : 0) | (stale ? STALE : 0));
    to.writeLong(reportedAt);
    to.writeLong(shadowHysteresis);
    to.writeLong(shadowAnomalies);
    to.writeLong(shadowAlerts);
    to.writeLong(anomalies);
    to.writeLong(alerts);
  }

  /** Reads what {@link #write} wrote. */
  static ModelTrial read(StateReader from) {
    ModelTrial trial = new ModelTrial();
    trial.samples = from.readLong();
    trial.championError = from.readDouble();
    trial.onlineError = from.readDouble();
    int flags = from.readByte();
    trial.dropped = (flags & DROPPED) != 0;
    trial.stale = (flags & STALE) != 0;
    trial.reportedAt = from.readLong();
    trial.shadowHysteresis = from.readLong();
    trial.shadowAnomalies = from.readLong();
    trial.shadowAlerts = from.readLong();
    trial.anomalies = from.readLong();
    trial.alerts = from.readLong();
    return trial;
  }

  /** The form to store, as release 0.2 had it. */
  ModelTrialRecord toStored() {
    return new ModelTrialRecord(
        samples,
        championError,
        onlineError,
        dropped,
        stale,
        reportedAt,
        shadowHysteresis,
        shadowAnomalies,
        shadowAlerts,
        anomalies,
        alerts);
  }

  /** A copy that shares nothing with this. */
  ModelTrial copy() {
    return fromStored(toStored());
  }

  /** Begins anew for another champion; the shadow's count goes on. */
  void restartChampion() {
    samples = 0;
    championError = 0;
    onlineError = 0;
    dropped = false;
    stale = false;
  }

  /** Begins to count for another shadow. */
  void restartShadow() {
    reportedAt = ScoreState.NEVER;
    shadowHysteresis = Hysteresis.INITIAL;
    forgetCounts();
  }

  /** Begins to count anew, after a report. */
  void forgetCounts() {
    shadowAnomalies = 0;
    shadowAlerts = 0;
    anomalies = 0;
    alerts = 0;
  }

  /**
   * Takes the absolute errors of one sample into the running ones.
   *
   * @param memory samples over which they are weighed, exponentially
   */
  void learn(double champion, double online, int memory) {
    samples++;
    // the first samples count equally
    double weight = Math.max(1.0 / memory, 1.0 / samples);
    championError += weight * (champion - championError);
    onlineError += weight * (online - onlineError);
  }

  /**
   * Whether the champion's error is more than so many times that of the detector by itself.
   *
   * @param tolerable error that is never too much
   */
  boolean isWorseThan(double factor, double tolerable) {
    return samples >= ENOUGH && championError > tolerable && championError > factor * onlineError;
  }
}
