package io.vedette.functions;

import io.vedette.algorithms.detect.Verdict;
import io.vedette.algorithms.silence.FallToZero;
import io.vedette.algorithms.text.Evidence;
import io.vedette.schema.Sample;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.Severity;
import java.io.IOException;

/**
 * From anomaly to alert: reports the anomalies of the series at hand, fires when they last, and
 * resolves.
 */
final class AlertLife {

  private final ScoringOptions options;
  private final Findings findings;
  private final SeriesNames names;
  private final ScoringCounters counters;
  private final ScorerOutput output;

  AlertLife(
      ScoringOptions options,
      Findings findings,
      SeriesNames names,
      ScoringCounters counters,
      ScorerOutput output) {
    this.options = options;
    this.findings = findings;
    this.names = names;
    this.counters = counters;
    this.output = output;
  }

  /**
   * Goes on with a sample that was scored.
   *
   * @param before time of the sample before
   * @param modelVersion of the model that decided
   */
  void follow(
      Sample sample,
      double value,
      long before,
      Verdict verdict,
      ScoreState state,
      String modelVersion)
      throws IOException {
    boolean roseInSeverity =
        verdict.isAnomaly() && report(sample, value, verdict, state, modelVersion);
    boolean wasFiring = state.isFiring();
    state.hysteresis = options.hysteresis().next(state.hysteresis, verdict.isAnomaly());
    boolean isFiring = state.isFiring();
    if (isFiring && !wasFiring) {
      state.direction = verdict.direction();
      beginAtZero(state);
    }
    boolean isNews = !wasFiring || roseInSeverity;
    if (isFiring && (isNews || isToBeRepeated(sample, before, state.startsAt))) {
      tellFiring(sample, value, verdict, state, modelVersion);
      if (!isNews) {
        counters.repeated.inc();
      }
    }
    if (wasFiring && !isFiring) {
      counters.resolved.inc();
      output.alert(findings.backInBand(sample, value, name(sample), verdict, state, modelVersion));
      state.presence.tellZero(false);
      state.endRun();
    }
  }

  private void tellFiring(
      Sample sample, double value, Verdict verdict, ScoreState state, String modelVersion)
      throws IOException {
    KnownSeries name = name(sample);
    String service = findings.serviceOf(name);
    String summary =
        verdict.isAnomaly()
            ? Summaries.anomaly(
                name, service, state.counter, Evidence.of(value, verdict, state.detector))
            : Summaries.goesOn(name, service, value, state.counter);
    output.alert(findings.firing(sample, value, name, verdict, state, modelVersion, summary));
  }

  /**
   * Whether an alert that goes on firing is to be said again: event time is cut into stretches of
   * {@link ScoringOptions#repeatEvery}, at places that the series chooses, and this is the first
   * sample of one, but of one that the alert began in not long ago. Needs no state, and a thousand
   * series that fire do not speak at once.
   */
  private boolean isToBeRepeated(Sample sample, long before, long startsAt) {
    long every = options.repeatEvery().toMillis();
    long phase = Math.floorMod(sample.seriesHash(), every);
    return before != ScoreState.NEVER
        && sample.timestamp() - startsAt >= every / 2
        && Math.floorDiv(before - phase, every) != Math.floorDiv(sample.timestamp() - phase, every);
  }

  /**
   * An alert that begins to fire at zero, in a series that was reliably above it, says so by its
   * name. When that was told already, it goes on under the same id.
   */
  private void beginAtZero(ScoreState state) {
    if (state.presence.isZeroTold()) {
      state.startsAt = state.presence.zeroSince();
      return;
    }
    counters.fired.inc();
    state.presence.tellZero(state.presence.isAtZero() && state.direction == Direction.BELOW);
  }

  /** A series fell to zero inside of its band, or rose from there. What fires already is enough. */
  void followZero(
      FallToZero.Change change,
      Sample sample,
      double value,
      long before,
      Verdict verdict,
      ScoreState state)
      throws IOException {
    if (state.isFiring()) {
      return;
    }
    if (change == FallToZero.Change.NONE) {
      if (state.presence.isZeroTold()
          && isToBeRepeated(sample, before, state.presence.zeroSince())) {
        counters.repeated.inc();
        output.alert(
            findings.zero(AlertStatus.FIRING, sample, value, name(sample), verdict, state));
      }
      return;
    }
    boolean fell = change == FallToZero.Change.FELL;
    if (fell == state.presence.isZeroTold()) {
      return;
    }
    (fell ? counters.fired : counters.resolved).inc();
    state.presence.tellZero(fell);
    output.alert(
        findings.zero(
            fell ? AlertStatus.FIRING : AlertStatus.RESOLVED,
            sample,
            value,
            name(sample),
            verdict,
            state));
  }

  /** Goes on with a sample that was scored but is to raise nothing. */
  void mute(Sample sample, Verdict verdict, ScoreState state, String reason) throws IOException {
    if (verdict.isAnomaly()) {
      counters.muted.inc();
    }
    if (state.isFiring()) {
      KnownSeries name = name(sample);
      String service = findings.serviceOf(name);
      end(sample, name, verdict, state, Summaries.muted(name, service, reason));
    } else {
      state.hysteresis = options.hysteresis().next(state.hysteresis, false);
    }
  }

  /** Reports an anomaly and adds it to the run; true when the run became more severe by it. */
  private boolean report(
      Sample sample, double value, Verdict verdict, ScoreState state, String modelVersion)
      throws IOException {
    double gravity = verdict.gravity(value);
    Severity severity = options.severity().of(gravity);
    counters.anomalies.inc();
    output.anomaly(
        findings.anomaly(
            sample,
            name(sample),
            verdict,
            Evidence.of(value, verdict, state.detector),
            state.counter,
            severity,
            modelVersion));
    if (!state.isFiring() && options.hysteresis().isQuiet(state.hysteresis)) {
      state.endRun();
      state.startsAt = sample.timestamp();
      state.direction = verdict.direction();
    }
    state.peakScore = Math.max(state.peakScore, gravity);
    if (severity.compareTo(state.severity) <= 0) {
      return false;
    }
    state.severity = severity;
    return true;
  }

  /**
   * Ends the run of anomalies for another reason than the values, and resolves the alert when one
   * fires.
   *
   * @param last the sample at which it ends
   * @param verdict the present band
   */
  void end(Sample last, KnownSeries name, Verdict verdict, ScoreState state, String summary) {
    if (state.isFiring()) {
      counters.resolved.inc();
      output.alert(findings.over(last, name, verdict, state, summary));
    } else if (state.presence.isZeroTold()) {
      counters.resolved.inc();
      output.alert(findings.zeroOver(last, name, verdict, state, summary));
    }
    state.presence.tellZero(false);
    state.endRun();
  }

  private KnownSeries name(Sample sample) throws IOException {
    return names.of(sample.seriesHash());
  }
}
