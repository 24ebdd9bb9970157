package io.vedette.functions;

import io.vedette.algorithms.amend.RecentSamples;
import io.vedette.algorithms.detect.CounterRate;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.algorithms.text.NumberText;
import io.vedette.schema.Sample;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.ScoreOutcome;
import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;

/**
 * What becomes of a sample that is late or corrects an earlier one: owner of the state {@code
 * recent}.
 *
 * <pre>
 *   time and value of one kept ------------------&gt; DUPLICATE
 *   time of one kept, or of the newest ----------&gt; CORRECTED  judged by the band of that time
 *   no older than the window --------------------&gt; AMENDED    judged by the band of that time, if
 *                                                             it is kept, else by the present one
 *   else ----------------------------------------&gt; LATE       dead letter
 * </pre>
 *
 * <p>Nothing is learned from either: what the model made of a value that was wrong fades as all it
 * learns does. A sample that is kept and turns out to be an anomaly, or not to be one, changes the
 * run of anomalies it belongs to, see {@link AmendedRun}.
 *
 * <p>Samples are kept from the first anomaly of a run until {@link LateOptions#recentSamples()}
 * samples after the last; a sample in order in a series without anomalies costs nothing here.
 */
final class Amendments {

  /** What {@link #take} did. */
  enum Taken {
    /** It is dealt with, and the state of the series changed. */
    CHANGED,
    /** It is dealt with. */
    UNCHANGED,
    /** It is too late. */
    REFUSED
  }

  /** Judges by what is known now, learning nothing. */
  interface Judge {
    /** Fills the verdict on a value, or its band alone for a value that is not finite. */
    void judge(Sample sample, double value, ScoreState state, Verdict into) throws IOException;
  }

  private final ScoringOptions options;
  private final LateOptions late;
  private final Findings findings;
  private final ScoringCounters counters;
  private final ScorerOutput output;
  private final SeriesNames names;
  private final AmendedRun run;
  private final ValueState<RecentSamples> kept;

  Amendments(
      ScoringOptions options,
      LateOptions late,
      Findings findings,
      ScoringCounters counters,
      ScorerOutput output,
      SeriesNames names,
      AlertLife alerts,
      ValueState<RecentSamples> kept) {
    this.options = options;
    this.late = late;
    this.findings = findings;
    this.counters = counters;
    this.output = output;
    this.names = names;
    this.run = new AmendedRun(options, findings, counters, output, names, alerts);
    this.kept = kept;
  }

  /**
   * Keeps a sample in order that was scored, in a run of anomalies or shortly after.
   *
   * @param raises whether it is an anomaly, and not muted
   */
  void remember(Sample sample, Verdict verdict, boolean raises, ScoreState state)
      throws IOException {
    RecentSamples recent = recent(state);
    recent.judge(insert(recent, sample, verdict), verdict.score(), raises);
    boolean goesOn = raises || state.isFiring();
    state.recent = goesOn ? late.recentSamples() : state.recent - 1;
    if (state.recent == 0) {
      kept.clear();
    } else {
      kept.update(recent);
    }
  }

  /** What is kept no longer means what it did. */
  void forget(ScoreState state) {
    if (state.recent != 0) {
      state.recent = 0;
      kept.clear();
    }
  }

  /** Takes a sample that is not newer than the newest, and not that one again. */
  Taken take(Sample sample, ScoreState state, Judge judge, Verdict verdict) throws IOException {
    if (!Double.isFinite(sample.value())) {
      return Taken.REFUSED;
    }
    RecentSamples recent = recent(state);
    int position = recent.at(sample.timestamp());
    if (position >= 0 && isSame(sample.value(), recent.sample(position))) {
      counters.duplicate.inc();
      verdict.clear();
      emitScore(sample, sample.value(), verdict, ScoreOutcome.DUPLICATE);
      return Taken.UNCHANGED;
    }
    if (position >= 0) {
      correct(sample, position, recent, state, verdict);
      return Taken.CHANGED;
    }
    if (sample.timestamp() == state.lastTimestamp) {
      return correctNewest(sample, recent, state, judge, verdict);
    }
    return addLate(sample, recent, state, judge, verdict);
  }

  private RecentSamples recent(ScoreState state) throws IOException {
    RecentSamples recent = state.recent == 0 ? null : kept.value();
    return recent == null ? new RecentSamples(late.recentSamples()) : recent;
  }

  /** Another value for a sample that is kept; of a counter, the rate after it changes too. */
  private void correct(
      Sample sample, int position, RecentSamples recent, ScoreState state, Verdict verdict)
      throws IOException {
    counters.corrected.inc();
    double before = valueAt(position, recent, state);
    int next = position + 1;
    boolean changesNext = state.counter && next < recent.size();
    double nextBefore = changesNext ? valueAt(next, recent, state) : Double.NaN;
    recent.correct(position, sample.value());
    if (sample.timestamp() == state.lastTimestamp) {
      state.lastValue = sample.value();
    }
    rejudge(sample, position, before, recent, state, verdict);
    if (changesNext) {
      Sample after = new Sample(sample.seriesHash(), recent.timestamp(next), recent.sample(next));
      rejudge(after, next, nextBefore, recent, state, verdict);
    }
    kept.update(recent);
  }

  private void rejudge(
      Sample sample,
      int position,
      double before,
      RecentSamples recent,
      ScoreState state,
      Verdict verdict)
      throws IOException {
    double value = valueAt(position, recent, state);
    if (Double.isNaN(value)) {
      // a counter whose sample before is not kept: what was found of it stands
      verdict.clear();
      emitScore(sample, value, verdict, ScoreOutcome.CORRECTED);
      return;
    }
    double scoreBefore = recent.score(position);
    boolean wasAnomaly = recent.isAnomaly(position);
    verdict.judge(value, recent.expected(position), recent.lower(position), recent.upper(position));
    recent.judge(position, verdict.score(), verdict.isAnomaly());
    emitScore(sample, value, verdict, ScoreOutcome.CORRECTED);
    run.audit(
        AuditKind.SCORE_AMENDED,
        sample,
        said(before, scoreBefore),
        said(value, verdict.score()),
        "a correction of the sample, or of the one a counter had before, amended its score");
    int age = recent.size() - 1 - position;
    run.settle(sample, value, wasAnomaly, age, recent, state, verdict);
  }

  /** Another value for the newest sample, which was no anomaly, else it would be kept. */
  private Taken correctNewest(
      Sample sample, RecentSamples recent, ScoreState state, Judge judge, Verdict verdict)
      throws IOException {
    if (!Double.isFinite(state.lastValue)) {
      return Taken.REFUSED;
    }
    counters.corrected.inc();
    double before = state.counter ? Double.NaN : state.lastValue;
    double value = state.counter ? Double.NaN : sample.value();
    judge.judge(sample, value, state, verdict);
    state.lastValue = sample.value();
    emitScore(sample, value, verdict, ScoreOutcome.CORRECTED);
    run.audit(
        AuditKind.SCORE_AMENDED,
        sample,
        "value " + before,
        said(value, verdict.score()),
        "a correction of the newest sample amended its score");
    if (verdict.isAnomaly()) {
      keep(sample, recent, state, verdict);
      run.settle(sample, value, false, 0, recent, state, verdict);
    }
    return Taken.CHANGED;
  }

  /** A sample that nothing was known of. */
  private Taken addLate(
      Sample sample, RecentSamples recent, ScoreState state, Judge judge, Verdict verdict)
      throws IOException {
    int next = recent.after(sample.timestamp());
    double value = sample.value();
    if (state.counter) {
      value =
          next < 1
              ? Double.NaN
              : CounterRate.perSecond(
                  recent.sample(next - 1),
                  recent.timestamp(next - 1),
                  sample.value(),
                  sample.timestamp());
    }
    if (!Double.isFinite(value)
        || state.lastTimestamp - sample.timestamp() > late.window().toMillis()) {
      return Taken.REFUSED;
    }
    counters.amended.inc();
    if (next < 0) {
      judge.judge(sample, value, state, verdict);
    } else {
      verdict.judge(value, recent.expected(next), recent.lower(next), recent.upper(next));
    }
    emitScore(sample, value, verdict, ScoreOutcome.AMENDED);
    if (next < 0) {
      if (verdict.isAnomaly()) {
        run.raise(sample, value, state, verdict);
      }
      return Taken.UNCHANGED;
    }
    int position = keep(sample, recent, state, verdict);
    int age = recent.size() - 1 - position;
    // a normal sample takes its place too, once it is known what came before and after it
    state.hysteresis = Hysteresis.inserted(state.hysteresis, age, false);
    run.settle(sample, value, false, age, recent, state, verdict);
    return Taken.CHANGED;
  }

  private int keep(Sample sample, RecentSamples recent, ScoreState state, Verdict verdict)
      throws IOException {
    int position = insert(recent, sample, verdict);
    state.recent = late.recentSamples();
    kept.update(recent);
    return position;
  }

  private static int insert(RecentSamples recent, Sample sample, Verdict verdict) {
    int position =
        recent.insert(
            sample.timestamp(),
            sample.value(),
            verdict.expected(),
            verdict.lower(),
            verdict.upper());
    recent.judge(position, verdict.score(), verdict.isAnomaly());
    return position;
  }

  /** What was scored: the sample, or the rate of a counter since the one before. */
  private static double valueAt(int position, RecentSamples recent, ScoreState state) {
    if (!state.counter) {
      return recent.sample(position);
    }
    return position == 0
        ? Double.NaN
        : CounterRate.perSecond(
            recent.sample(position - 1),
            recent.timestamp(position - 1),
            recent.sample(position),
            recent.timestamp(position));
  }

  private static boolean isSame(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  private KnownSeries name(Sample sample) throws IOException {
    return names.of(sample.seriesHash());
  }

  private void emitScore(Sample sample, double value, Verdict verdict, ScoreOutcome outcome)
      throws IOException {
    if (options.emitScores()) {
      output.score(findings.scoredPoint(sample, value, name(sample), verdict, outcome));
    }
  }

  private static String said(double value, double score) {
    return "value " + value + ", score " + NumberText.of(score);
  }
}
