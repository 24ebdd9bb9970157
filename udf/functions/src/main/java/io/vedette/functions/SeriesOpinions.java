package io.vedette.functions;

import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.algorithms.text.NumberText;
import io.vedette.schema.Sample;
import io.vedette.schema.SeriesFeedback;
import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.FeedbackKind;
import io.vedette.schema.result.AuditKind;
import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * What people said of the series at hand, and what that does: owner of the state {@code feedback}.
 *
 * <pre>
 *   ANOMALY         the run goes on without being adopted; the threshold is a little lower
 *   EXPECTED        what is like it raises nothing in its window; the alert is resolved
 *   FALSE_POSITIVE  the threshold is higher, and fades back; the alert is resolved
 *   NEW_NORMAL      the detector takes the present level for normal; the alert is resolved
 *   UNDO            what the command did no longer holds; the model of before NEW_NORMAL is back
 * </pre>
 *
 * <p>A command is applied once, whatever happens to the job: its id is remembered with its effect.
 *
 * <p>Cost of a sample: nothing for a series of which nothing was said; else a read of {@code
 * feedback}, and an exponential for each command that changes the sensitivity.
 */
final class SeriesOpinions {

  private final FeedbackOptions options;
  private final Findings findings;
  private final SeriesNames names;
  private final ScoringCounters counters;
  private final ScorerOutput output;
  private final AlertLife alerts;
  private final SeriesRules rules;
  private final ModelledSeries modelled;
  private final ValueState<FeedbackLog> feedback;
  private final Verdict present = new Verdict();

  SeriesOpinions(
      FeedbackOptions options,
      Findings findings,
      SeriesNames names,
      ScoringCounters counters,
      ScorerOutput output,
      AlertLife alerts,
      SeriesRules rules,
      ModelledSeries modelled,
      ValueState<FeedbackLog> feedback) {
    this.options = options;
    this.findings = findings;
    this.names = names;
    this.counters = counters;
    this.output = output;
    this.alerts = alerts;
    this.rules = rules;
    this.modelled = modelled;
    this.feedback = feedback;
  }

  /** What was said, or null when nothing of it counts. */
  @Nullable FeedbackLog of(ScoreState state) throws IOException {
    if (!state.feedback) {
      return null;
    }
    FeedbackLog log = feedback.value();
    state.feedback = log != null; // else its retention is over
    return log;
  }

  /** By what the threshold is multiplied at a time. */
  double factor(FeedbackLog log, long timestamp) {
    return log.factorAt(timestamp, options.halfLife().toMillis());
  }

  /** Whether the present run of anomalies was confirmed, so that it must not become normal. */
  boolean isConfirmed(FeedbackLog log, ScoreState state, long timestamp) {
    return log.isConfirmed(state.startsAt, timestamp, options.hold().toMillis());
  }

  /** Applies a command. */
  void apply(SeriesFeedback said, ScoreState state) throws IOException {
    FeedbackCommand command = said.command();
    FeedbackLog log = feedback.value() == null ? new FeedbackLog() : feedback.value();
    if (command.getKind() == FeedbackKind.UNDO) {
      undo(said, log, state);
    } else if (log.find(command.getId()) != null) {
      ignore(said, "a command of this id was applied before");
    } else {
      add(said, log, state);
    }
  }

  private void add(SeriesFeedback said, FeedbackLog log, ScoreState state) throws IOException {
    FeedbackCommand command = said.command();
    String before = described(log, state);
    FeedbackLog.Entry entry = FeedbackLog.Entry.now(command, state);
    log.add(entry, options.commandsPerSeries());
    state.feedback = true;
    switch (command.getKind()) {
      case FALSE_POSITIVE -> resolve(said, state, "a false positive");
      case EXPECTED -> {
        if (log.expecting(state.lastTimestamp, state.direction) != null) {
          resolve(said, state, "expected at this time");
        }
      }
      case NEW_NORMAL -> {
        resolve(said, state, "the new normal");
        entry.before = modelled.toBytes(state);
        state.forgetFormerModel();
        modelled.adopt(rules.of(state, said.seriesHash()).detector(), state);
      }
      case ANOMALY, UNDO -> {}
    }
    feedback.update(log);
    counters.feedbackApplied.inc();
    audit(AuditKind.FEEDBACK_APPLIED, said, before, described(log, state), command.getComment());
  }

  private void undo(SeriesFeedback said, FeedbackLog log, ScoreState state) throws IOException {
    String id = said.command().getUndoes();
    FeedbackLog.Entry entry = id == null ? null : log.find(id);
    if (entry == null || entry.undone) {
      ignore(said, id + (entry == null ? " is not known" : " was taken back before"));
      return;
    }
    String before = described(log, state);
    if (entry.is(FeedbackKind.NEW_NORMAL)) {
      modelled.restore(state, entry.before);
    }
    entry.undo();
    state.feedback = log.isInEffect();
    feedback.update(log);
    counters.feedbackApplied.inc();
    audit(
        AuditKind.FEEDBACK_UNDONE,
        said,
        before,
        described(log, state),
        said.command().getComment());
  }

  private void ignore(SeriesFeedback said, String why) throws IOException {
    counters.feedbackIgnored.inc();
    audit(AuditKind.FEEDBACK_IGNORED, said, "", "", why);
  }

  private void resolve(SeriesFeedback said, ScoreState state, String meaning) throws IOException {
    if (!state.isFiring()) {
      state.endRun();
      return;
    }
    KnownSeries name = names.of(said.seriesHash());
    SeriesDetector detector = rules.of(state, said.seriesHash()).detector();
    modelled.describe(detector, state, state.lastTimestamp, null, present);
    alerts.end(
        new Sample(said.seriesHash(), state.lastTimestamp, state.lastValue),
        name,
        present,
        state,
        Summaries.resolvedByFeedback(
            name, findings.serviceOf(name), said.command().getId(), meaning));
  }

  private String described(FeedbackLog log, ScoreState state) {
    long newest = state.isFirstSample() ? 0 : state.lastTimestamp;
    return "threshold x "
        + NumberText.of(factor(log, newest))
        + (state.isFiring() ? ", firing" : ", not firing");
  }

  private void audit(
      AuditKind kind, SeriesFeedback said, String before, String after, String message)
      throws IOException {
    FeedbackCommand command = said.command();
    String what = command.getKind() + " " + command.getId();
    output.audit(
        Audits.ofSeries(
            kind,
            said.seriesHash(),
            names.of(said.seriesHash()),
            command.getTimestamp(),
            command.getAuthor(),
            command.getId(),
            before,
            after,
            message.isEmpty() ? what : what + ": " + message));
  }
}
