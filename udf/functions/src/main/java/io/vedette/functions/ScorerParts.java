package io.vedette.functions;

import io.vedette.functions.silence.SilenceOptions;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The scorer, put together over states and an output: those of a task for {@link ScoreMetric},
 * those of one call for {@link SeriesScorer}. So both say the same of the same samples.
 */
record ScorerParts(
    ScoringCounters counters,
    SeriesRules rules,
    SampleScorer samples,
    SeriesControls controls,
    SeriesAtHand series,
    InPlaceState scores) {

  /** Gives a state of the series at hand. */
  interface States {
    /** The state that is so described. */
    <T> ValueState<T> of(ValueStateDescriptor<T> descriptor);
  }

  /**
   * Puts it together.
   *
   * @param silence how silence is found; null for not at all
   */
  static ScorerParts assemble(
      ScoringOptions options,
      LateOptions late,
      @Nullable SilenceOptions silence,
      MetricGroup metrics,
      States states,
      ScorerOutput output) {
    Findings findings = new Findings(options.serviceLabels());
    ScoringCounters counters = new ScoringCounters(metrics);
    SeriesNames names =
        new SeriesNames(states.of(ScoreMetricStates.series(options.seriesRetention())));
    SeriesAtHand series = new SeriesAtHand(output, names);
    InPlaceState scores =
        new InPlaceState(
            states.of(ScoreMetricStates.score(options.seriesRetention())), series::seriesHash);
    ModelledSeries modelled =
        new ModelledSeries(states.of(ScoreMetricStates.memory(options.seriesRetention())), scores);
    SeriesRules rules = new SeriesRules(options.detector(), options.mostRules(), names);
    AlertLife alerts = new AlertLife(options, findings, names, counters, output);
    TrainedModels models =
        new TrainedModels(
            options.models(),
            options.detector(),
            options.hysteresis(),
            names,
            counters,
            output,
            modelled,
            states.of(ScoreMetricStates.model(options.models().maxAge())));
    SeriesOpinions opinions =
        new SeriesOpinions(
            options.feedback(),
            findings,
            names,
            counters,
            output,
            alerts,
            rules,
            modelled,
            states.of(ScoreMetricStates.feedback(options.feedback().retention())));
    SampleScorer samples =
        new SampleScorer(
            options,
            findings,
            counters,
            output,
            names,
            alerts,
            rules,
            models,
            opinions,
            modelled,
            scores,
            new Amendments(
                options,
                late,
                findings,
                counters,
                output,
                names,
                alerts,
                states.of(ScoreMetricStates.recent(options.seriesRetention()))),
            silence,
            series);
    SeriesControls controls = new SeriesControls(findings, output, models, opinions, scores);
    return new ScorerParts(counters, rules, samples, controls, series, scores);
  }
}
