package io.vedette.bench.quality.score;

import static io.vedette.bench.quality.SeriesFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.bench.quality.data.MetricSeries;
import io.vedette.bench.quality.detector.ScoredSeries;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FalseAlarmsTest {

  private static final long HOUR = 3_600_000L;
  private static final int WEEK = 168;

  @Test
  void anAlertTakesThreeOfFiveAndEndsAfterFiveNormalOnes() {
    ScoredSeries series = scored(".".repeat(20), 0, "99090" + "90000" + "09909" + "90000");

    // fires at the third anomaly; the fourth goes on with it; five normal ones; fires again
    assertThat(FalseAlarms.alerts(series)).containsExactly(3, 14);
  }

  @Test
  void lateAndDoubledPointsNeitherStartNorEndAnAlert() {
    ScoredSeries series = scored(".".repeat(6), 0, "999900");
    series.series().timestamps()[1] = 0;
    series.series().timestamps()[2] = -60_000;

    // points 0 and 3 count, 1 and 2 do not
    assertThat(FalseAlarms.alerts(series)).isEmpty();
  }

  @Test
  void countsAlertsInWholeWeeksWithoutLabels() {
    boolean[] anomalies = new boolean[3 * WEEK + 100];
    boolean[] labels = new boolean[anomalies.length];
    fire(anomalies, 10);
    fire(anomalies, 50);
    fire(anomalies, WEEK + 10); // a week with a label
    labels[2 * WEEK - 1] = true;
    fire(anomalies, 3 * WEEK + 10); // a week cut short

    FalseAlarms.Tally tally = FalseAlarms.of(hourly(anomalies, labels));

    assertThat(tally).isEqualTo(new FalseAlarms.Tally(2, 2));
    assertThat(tally.perWeek()).isEqualTo(1);
  }

  @Test
  void aWeekEndsWithItsLastPoint() {
    assertThat(FalseAlarms.of(hourly(new boolean[WEEK], new boolean[WEEK])).weeks()).isEqualTo(1);
    assertThat(FalseAlarms.of(hourly(new boolean[WEEK - 1], new boolean[WEEK - 1])).weeks())
        .isZero();
  }

  private static void fire(boolean[] anomalies, int from) {
    Arrays.fill(anomalies, from, from + 3, true);
  }

  private static ScoredSeries hourly(boolean[] anomalies, boolean[] labels) {
    int length = anomalies.length;
    long[] timestamps = new long[length];
    for (int i = 0; i < length; i++) {
      timestamps[i] = i * HOUR;
    }
    return new ScoredSeries(
        new MetricSeries("hourly", timestamps, new double[length], labels, 0),
        new double[length],
        new boolean[length],
        anomalies);
  }
}
