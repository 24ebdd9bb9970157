package io.vedette.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.gateway.api.SeriesScorer;
import io.vedette.schema.Labels;
import io.vedette.schema.Series;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.settings.Settings;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Posted series are judged by the settings of the streaming job. */
class PostedSeriesTest {

  private static final int SAMPLES = 300;

  private final long[] timestamps = new long[SAMPLES];
  private final double[] values = new double[SAMPLES];

  PostedSeriesTest() {
    Random random = new Random(3);
    for (int i = 0; i < SAMPLES; i++) {
      timestamps[i] = 1_700_000_000_000L + 15_000L * i;
      values[i] = 10 + random.nextGaussian();
    }
    values[SAMPLES - 1] = 1_000;
  }

  private SeriesScorer.Scored score(Map<String, String> settings) {
    return PostedSeries.scorer(Settings.of(settings))
        .score(Series.of(Labels.of("__name__", "depth")), timestamps, values);
  }

  @Test
  void theWarmUpIsThatOfTheSettings() {
    SeriesScorer.Scored scored = score(Map.of("detector.warm-up", "50"));
    assertThat(scored.points().get(49).getOutcome()).isEqualTo(ScoreOutcome.WARMING_UP);
    assertThat(scored.points().get(50).getOutcome()).isEqualTo(ScoreOutcome.SCORED);
  }

  @Test
  void soIsTheThreshold() {
    assertThat(score(Map.of()).points().get(SAMPLES - 1).getAnomaly()).isTrue();
    assertThat(score(Map.of("detector.minimum-deviation", "5000")).points().get(SAMPLES - 1))
        .satisfies(point -> assertThat(point.getUpper()).isGreaterThan(5_000));
  }
}
