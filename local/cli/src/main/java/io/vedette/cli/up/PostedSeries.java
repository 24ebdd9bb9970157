package io.vedette.cli.up;

import io.vedette.gateway.api.SeriesScorer;
import io.vedette.jobs.config.ScoringSettings;
import io.vedette.settings.Settings;

/** Gives the gateway the detectors of the streaming job, with the settings of that job. */
final class PostedSeries {

  private PostedSeries() {}

  static SeriesScorer scorer(Settings settings) {
    io.vedette.functions.SeriesScorer detectors =
        new io.vedette.functions.SeriesScorer(ScoringSettings.options(settings));
    return (series, timestamps, values) -> {
      io.vedette.functions.SeriesScorer.Scored scored = detectors.score(series, timestamps, values);
      return new SeriesScorer.Scored(scored.points(), scored.anomalies(), scored.alerts());
    };
  }
}
