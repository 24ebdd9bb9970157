package io.vedette.algorithms.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportingIntervalTest {

  private static final long SECOND = 1_000;
  private static final ReportingInterval INTERVAL = new ReportingInterval(4, 60 * SECOND, 10);

  private final Presence series = new Presence();

  @ParameterizedTest
  @CsvSource({"1, 60", "15, 60", "60, 240", "300, 1200", "3600, 14400"})
  void aRegularSeriesIsOverdueAfterFourIntervalsOrTheFloor(long gapSeconds, long allowedSeconds) {
    learn(gapSeconds * SECOND, 20);

    assertThat(INTERVAL.allowed(series)).isEqualTo(allowedSeconds * SECOND);
  }

  @Test
  void nothingIsExpectedBeforeTenGaps() {
    learn(60 * SECOND, 9);
    assertThat(INTERVAL.isKnown(series)).isFalse();

    learn(60 * SECOND, 1);
    assertThat(INTERVAL.isKnown(series)).isTrue();
  }

  @Test
  void anOutageOfADayChangesLittleAndIsForgotten() {
    learn(60 * SECOND, 100);
    learn(86_400 * SECOND, 1);
    // three times the longest gap, which doubled
    assertThat(INTERVAL.allowed(series)).isEqualTo(360 * SECOND);

    learn(60 * SECOND, 120);
    assertThat(INTERVAL.allowed(series)).isEqualTo(240 * SECOND);
  }

  @Test
  void aSlowerIntervalIsLearned() {
    learn(15 * SECOND, 100);
    learn(60 * SECOND, 100);

    assertThat(INTERVAL.allowed(series)).isEqualTo(240 * SECOND);
  }

  @Test
  void whereEveryTenthScrapeIsMissedSixIntervalsAreAllowed() {
    for (int i = 0; i < 50; i++) {
      learn(60 * SECOND, 9);
      learn(120 * SECOND, 1);
    }

    assertThat(INTERVAL.allowed(series)).isBetween(340 * SECOND, 360 * SECOND);
  }

  @Test
  void aSeriesThatReportsAtRandomIsCalledOverdueLessThanOnceInTenThousandGaps() {
    Random random = new Random(7);
    int gaps = 200_000;
    int mistakes = 0;
    double allowed = 0;
    for (int i = 0; i < gaps; i++) {
      long gap = 1 + (long) (-Math.log(1 - random.nextDouble()) * 600 * SECOND);
      if (i >= 200 && gap > INTERVAL.allowed(series)) {
        mistakes++;
      }
      allowed += INTERVAL.allowed(series);
      ReportingInterval.learn(series, gap);
    }

    assertThat(mistakes).isLessThan(gaps / 10_000);
    assertThat(allowed / gaps).as("on average").isLessThan(14.0 * 600 * SECOND);
  }

  @Test
  void storedFormGoesOnExactly() {
    learn(60 * SECOND, 37);
    learn(90 * SECOND, 1);
    Presence restored = Presence.fromStored(series.toStored());
    learn(61 * SECOND, 5);
    for (int i = 0; i < 5; i++) {
      ReportingInterval.learn(restored, 61 * SECOND);
    }

    assertThat(restored.toStored()).isEqualTo(series.toStored());
    assertThat(series.copy().toStored()).isEqualTo(series.toStored());
  }

  @Test
  void parametersThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new ReportingInterval(1, 60, 10)).hasMessageContaining("is 1.0");
    assertThatThrownBy(() -> new ReportingInterval(Double.NaN, 60, 10)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new ReportingInterval(4, 0, 10)).hasMessageContaining("is 0 ms");
    assertThatThrownBy(() -> new ReportingInterval(4, 60, 101)).hasMessageContaining("is 101");
  }

  private void learn(long gap, int times) {
    for (int i = 0; i < times; i++) {
      ReportingInterval.learn(series, gap);
    }
  }
}
