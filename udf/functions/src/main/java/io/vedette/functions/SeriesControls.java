package io.vedette.functions;

import io.vedette.schema.SeriesControl;
import io.vedette.schema.SeriesFeedback;
import io.vedette.schema.SeriesModel;
import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;

/**
 * What becomes of a control of the series at hand. One that is of a series not met yet is kept for
 * when it comes.
 */
final class SeriesControls {

  private final Findings findings;
  private final ScorerOutput output;
  private final TrainedModels models;
  private final SeriesOpinions opinions;
  private final ValueState<ScoreState> scores;

  SeriesControls(
      Findings findings,
      ScorerOutput output,
      TrainedModels models,
      SeriesOpinions opinions,
      ValueState<ScoreState> scores) {
    this.findings = findings;
    this.output = output;
    this.models = models;
    this.opinions = opinions;
    this.scores = scores;
  }

  /** Takes the next control. */
  void take(SeriesControl control) throws IOException {
    ScoreState state = scores.value() == null ? new ScoreState() : scores.value();
    if (control instanceof SeriesFeedback feedback) {
      opinions.apply(feedback, state);
      scores.update(state);
    } else if (control instanceof SeriesModel model && install(model, state)) {
      scores.update(state);
    }
  }

  private boolean install(SeriesModel model, ScoreState state) throws IOException {
    try {
      return models.install(model, state);
    } catch (IllegalArgumentException unreadable) {
      output.deadLetter(findings.unreadable(model, unreadable));
      return false;
    }
  }
}
