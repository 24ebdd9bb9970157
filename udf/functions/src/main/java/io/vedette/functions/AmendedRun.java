package io.vedette.functions;

import io.vedette.algorithms.amend.RecentSamples;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.algorithms.text.Evidence;
import io.vedette.schema.Sample;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.Severity;
import java.io.IOException;

/**
 * What a late or corrected sample does to what was said.
 *
 * <pre>
 *   no anomaly -&gt; anomaly     raised; the alert may become more severe
 *   anomaly    -&gt; anomaly     said again under its id, with what it is now
 *   anomaly    -&gt; no anomaly  retracted under its id
 *
 *   the alert, with fewer anomalies than it takes to fire    withdrawn
 *   the alert, when what was worst is gone                   downgraded
 * </pre>
 *
 * <p>Each leaves a line in the audit.
 */
final class AmendedRun {

  private final ScoringOptions options;
  private final Findings findings;
  private final ScoringCounters counters;
  private final ScorerOutput output;
  private final SeriesNames names;
  private final AlertLife alerts;

  AmendedRun(
      ScoringOptions options,
      Findings findings,
      ScoringCounters counters,
      ScorerOutput output,
      SeriesNames names,
      AlertLife alerts) {
    this.options = options;
    this.findings = findings;
    this.counters = counters;
    this.output = output;
    this.names = names;
    this.alerts = alerts;
  }

  /** Makes the run of anomalies, and the alert, what they would be had the sample come in time. */
  void settle(
      Sample sample,
      double value,
      boolean wasAnomaly,
      int age,
      RecentSamples recent,
      ScoreState state,
      Verdict verdict)
      throws IOException {
    boolean isAnomaly = verdict.isAnomaly();
    if (isAnomaly) {
      beginRun(sample, age, state);
    }
    state.hysteresis = Hysteresis.corrected(state.hysteresis, age, isAnomaly);
    if (isAnomaly && wasAnomaly) {
      say(sample, value, state, verdict);
    } else if (isAnomaly) {
      raise(sample, value, state, verdict);
    } else if (wasAnomaly) {
      retract(sample, value, state, verdict);
    }
    if (isAnomaly || wasAnomaly) {
      reconsider(sample, value, recent, state, verdict);
    }
  }

  /** The run of anomalies it belongs to, on either side, or one of its own. */
  private void beginRun(Sample sample, int age, ScoreState state) {
    if (state.isFiring()) {
      return;
    }
    long before = age >= Long.SIZE - 1 ? 0 : state.hysteresis >>> (age + 1);
    if (options.hysteresis().isQuiet(before) && options.hysteresis().isQuiet(state.hysteresis)) {
      state.endRun();
      state.startsAt = sample.timestamp();
    } else {
      state.startsAt = Math.min(state.startsAt, sample.timestamp());
    }
  }

  /** Reports a sample that was no anomaly, or not known, and is one. */
  void raise(Sample sample, double value, ScoreState state, Verdict verdict) throws IOException {
    counters.anomalies.inc();
    say(sample, value, state, verdict);
    audit(
        AuditKind.ANOMALY_RAISED,
        sample,
        "none",
        "anomaly",
        "late or corrected, the sample lies outside its band");
  }

  private void say(Sample sample, double value, ScoreState state, Verdict verdict)
      throws IOException {
    output.anomaly(
        findings.anomaly(
            sample,
            name(sample),
            verdict,
            Evidence.ofBand(value, verdict),
            state.counter,
            severity(verdict),
            TrainedModels.ONLINE));
  }

  private void retract(Sample sample, double value, ScoreState state, Verdict verdict)
      throws IOException {
    counters.retracted.inc();
    output.anomaly(
        findings.retracted(sample, value, name(sample), verdict, state.counter, severity(verdict)));
    audit(
        AuditKind.ANOMALY_WITHDRAWN,
        sample,
        "anomaly",
        "none",
        "corrected, the sample lies within its band");
  }

  private void reconsider(
      Sample sample, double value, RecentSamples recent, ScoreState state, Verdict verdict)
      throws IOException {
    if (!recent.covers(state.startsAt)) {
      // of a part of the run it is no longer known what it was made of
      return;
    }
    Sample now = new Sample(sample.seriesHash(), state.lastTimestamp, sample.value());
    int anomalies = recent.anomaliesSince(state.startsAt);
    if (state.isFiring() && anomalies < options.hysteresis().anomalous()) {
      KnownSeries name = name(sample);
      audit(
          AuditKind.ALERT_WITHDRAWN,
          sample,
          state.severity.name(),
          "resolved",
          anomalies + " anomalies are left, and it takes " + options.hysteresis().anomalous());
      alerts.end(now, name, verdict, state, Summaries.withdrawn(name, findings.serviceOf(name)));
    } else if (anomalies == 0) {
      state.endRun();
    } else {
      regrade(now, value, recent.peakSince(state.startsAt), state, verdict, sample);
    }
  }

  private void regrade(
      Sample now, double value, double peak, ScoreState state, Verdict verdict, Sample cause)
      throws IOException {
    Severity before = state.severity;
    state.peakScore = peak;
    state.severity = options.severity().of(peak);
    if (!state.isFiring() || state.severity == before) {
      return;
    }
    KnownSeries name = name(now);
    String service = findings.serviceOf(name);
    String summary;
    if (state.severity.compareTo(before) < 0) {
      summary = Summaries.downgraded(name, service);
      audit(
          AuditKind.ALERT_DOWNGRADED,
          cause,
          before.name(),
          state.severity.name(),
          "what was worst was corrected");
    } else {
      summary = Summaries.anomaly(name, service, state.counter, Evidence.ofBand(value, verdict));
    }
    output.alert(findings.firing(now, value, name, verdict, state, TrainedModels.ONLINE, summary));
  }

  private Severity severity(Verdict verdict) {
    return options.severity().of(verdict.score());
  }

  private KnownSeries name(Sample sample) throws IOException {
    return names.of(sample.seriesHash());
  }

  /** A line in the audit. */
  void audit(AuditKind kind, Sample sample, String before, String after, String message)
      throws IOException {
    output.audit(findings.amended(kind, sample, name(sample), before, after, message));
  }
}
