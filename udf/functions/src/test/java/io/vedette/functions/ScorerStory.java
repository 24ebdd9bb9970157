package io.vedette.functions;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Series;

/**
 * A latency that is 10, but for noise, and stays within 9 to 11; an alert fires at two anomalies of
 * three and is resolved after three samples without one.
 */
final class ScorerStory {

  /** Samples of {@link #usual}. */
  static final int USUAL = 400;

  private static final double[] NOISE = {
    0.02, -0.01, 0.03, -0.04, 0.01, -0.03, 0.04, -0.02, 0, 0.01, -0.01
  };

  static final long BEGINNING = 1_700_000_000_000L;

  static final Series LATENCY =
      new Series(
          Labels.of("__name__", "latency_seconds", "service", "cart", "zone", "eu-1"),
          MetricKind.GAUGE);

  static final ScoringOptions OPTIONS =
      ScoringOptions.defaults()
          .withDetector(DetectorParameters.defaults().withWarmUp(20).withMinimumDeviation(1.0, 0.0))
          .withHysteresis(new Hysteresis(2, 3, 3))
          .withEmitScores(true);

  private final ScorerHarness scorer;
  private final Series series;
  private int next;

  ScorerStory(ScorerHarness scorer, Series series) {
    this.scorer = scorer;
    this.series = series;
  }

  /** Samples 15 seconds apart, each announcing the series. */
  ScorerStory samples(double... values) throws Exception {
    for (double value : values) {
      scorer.push(series, at(next++), value);
    }
    return this;
  }

  /** The same value again and again. */
  ScorerStory steady(int samples, double value) throws Exception {
    for (int i = 0; i < samples; i++) {
      samples(value);
    }
    return this;
  }

  /** An hour and forty minutes next to 10: enough to know what is usual. */
  ScorerStory usual() throws Exception {
    for (int i = 0; i < USUAL; i++) {
      samples(10 + NOISE[i % NOISE.length]);
    }
    return this;
  }

  /** Goes on after a while. */
  ScorerStory later(long millis) {
    next += Math.toIntExact(millis / 15_000);
    return this;
  }

  /** Time of the latest sample. */
  long now() {
    return at(next - 1);
  }

  static long at(int sample) {
    return BEGINNING + sample * 15_000L;
  }
}
