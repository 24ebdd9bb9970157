package io.vedette.functions;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;

/**
 * The samples behind {@code src/test/resources/snapshots/score-metric-*.snapshot}, see {@link
 * SnapshotWriterTest}.
 */
final class SnapshotStory {

  static final long BEGINNING = 1_700_000_000_000L;
  static final long INTERVAL = 15_000;

  static final Series FIRING =
      Series.of(Labels.of("__name__", "latency_seconds", "service", "cart", "zone", "Zürich"));
  static final Series COUNTER =
      new Series(Labels.of("__name__", "requests", "job", "shop"), MetricKind.COUNTER);
  static final Series WARMING_UP = Series.of(Labels.of("__name__", "up", "job", "node"));
  static final Series ENDED = Series.of(Labels.of("__name__", "gone"));
  static final long UNNAMED = 0xCAFEL;

  static final ScoringOptions OPTIONS =
      ScoringOptions.defaults()
          .withDetector(DetectorParameters.defaults().withWarmUp(5).withMinimumDeviation(1.0, 0.0))
          .withHysteresis(new Hysteresis(2, 3, 3))
          .withEmitScores(true);

  private SnapshotStory() {}

  static void tell(ScorerHarness scorer) throws Exception {
    for (int i = 0; i < 5; i++) {
      scorer.push(FIRING, at(i), 10);
      scorer.push(ENDED, at(i), 3);
      scorer.push(new Sample(UNNAMED, at(i), -0.5));
    }
    scorer.push(FIRING, at(5), 8);
    scorer.push(FIRING, at(6), 7);
    scorer.push(ENDED, at(5), Double.longBitsToDouble(Sample.STALE_NAN_BITS));
    for (int i = 0; i < 8; i++) {
      scorer.push(COUNTER, at(i), 30 * i);
    }
    scorer.push(WARMING_UP, at(0), 1);
  }

  static long at(int sample) {
    return BEGINNING + sample * INTERVAL;
  }
}
