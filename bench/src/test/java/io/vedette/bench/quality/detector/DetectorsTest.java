package io.vedette.bench.quality.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.bench.quality.data.MetricSeries;
import io.vedette.bench.quality.detector.BenchDetector.SeriesScorer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectorsTest {

  private static final long HOUR = 3_600_000L;
  private static final int WEEK = 168;

  /** Two runs over a noisy season with a spike. */
  @ParameterizedTest
  @MethodSource("all")
  void findsASpikeAndSaysTheSameEveryTime(BenchDetector detector) {
    MetricSeries series = seasonWithSpike(6 * WEEK, 5 * WEEK + 13);

    ScoredSeries first = ScoredSeries.of(detector, series);
    ScoredSeries second = ScoredSeries.of(detector, series);

    assertThat(first.scores()).isEqualTo(second.scores());
    assertThat(first.anomalies()[5 * WEEK + 13]).isTrue();
    double[] usual = java.util.Arrays.copyOfRange(first.scores(), 4 * WEEK, 5 * WEEK);
    java.util.Arrays.sort(usual);
    assertThat(first.scores()[5 * WEEK + 13]).isGreaterThan(usual[usual.length - 5]);
  }

  static Stream<BenchDetector> all() {
    return Stream.of(
        new Vedette(),
        new Ewma(),
        new SeasonalNaive(),
        new WindowedGaussian(),
        new RandomCutForestDetector());
  }

  @Test
  void windowedGaussianIsOneMinusTheTail() {
    SeriesScorer scorer = new WindowedGaussian().newSeries();
    for (double value : new double[] {-1, 1, -1, 1}) {
      scorer.score(0, value);
    }

    // mean 0, standard deviation 1; the tail beyond 1.96 is 2.5 %
    assertThat(scorer.score(0, 1.959964)).isCloseTo(0.975, within(1e-6));
    assertThat(scorer.isAnomaly()).isFalse();
  }

  @Test
  void seasonalNaiveComparesWithTheSameHourAWeekBefore() {
    SeriesScorer scorer = new SeasonalNaive().newSeries();
    for (int i = 0; i < 2 * WEEK; i++) {
      // the second week is higher by one, so the usual error is 1 once days have left the median
      assertThat(scorer.score(i * HOUR, 100 * (i % WEEK) + (i < WEEK ? 0 : 1))).isNotNegative();
    }
    for (int i = 2 * WEEK; i < 8 * WEEK; i++) {
      scorer.score(i * HOUR, 100 * (i % WEEK) + (i / WEEK));
    }

    // expected 7 in the first hour of week 8; the unit is 1.4826 times the median error 1
    assertThat(scorer.score(8 * WEEK * HOUR, 7 + 3)).isCloseTo(3 / 1.4826, within(1e-9));
    assertThat(scorer.isAnomaly()).isFalse();
    assertThat(scorer.score((8 * WEEK + 1) * HOUR, 107 - 30)).isCloseTo(30 / 1.4826, within(1e-9));
    assertThat(scorer.isAnomaly()).isTrue();
  }

  @Test
  void aDoubledPointIsPassedOverAndALateOneNotLearned() {
    Recorder recorder = new Recorder();
    MetricSeries series =
        new MetricSeries(
            "s",
            new long[] {1000, 1000, 500, 1000, 2000},
            new double[] {1, 1, 7, 8, 2},
            new boolean[5],
            0);

    ScoredSeries scored = ScoredSeries.of(recorder, series);

    assertThat(recorder.calls).containsExactly("score 1.0", "late 7.0", "late 8.0", "score 2.0");
    assertThat(scored.scores()).containsExactly(1, 0, 7, 8, 2);
    assertThat(scored.detections()).containsExactly(false, false, true, true, false);
    assertThat(scored.anomalies()).containsExactly(true, false, true, true, true);
    assertThat(scored.withDetectionsAsScores().scores()).containsExactly(0, 0, 1, 1, 0);
    assertThat(scored.withEveryAnomaly().detections()).isEqualTo(scored.anomalies());
  }

  private static MetricSeries seasonWithSpike(int length, int spike) {
    Random noise = new Random(3);
    long[] timestamps = new long[length];
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      timestamps[i] = i * HOUR;
      values[i] = 100 + 10 * Math.sin(i * Math.PI / 12) + noise.nextGaussian();
    }
    values[spike] += 200;
    return new MetricSeries("season", timestamps, values, new boolean[length], 0);
  }

  private static final class Recorder implements BenchDetector, BenchDetector.SeriesScorer {

    private final List<String> calls = new java.util.ArrayList<>();

    @Override
    public String name() {
      return "recorder";
    }

    @Override
    public SeriesScorer newSeries() {
      return this;
    }

    @Override
    public double score(long timestampMillis, double value) {
      calls.add("score " + value);
      return value;
    }

    @Override
    public double scoreLate(long timestampMillis, double value) {
      calls.add("late " + value);
      return value;
    }

    @Override
    public boolean isAnomaly() {
      return true;
    }

    @Override
    public boolean isDetection() {
      return calls.get(calls.size() - 1).startsWith("late");
    }
  }
}
