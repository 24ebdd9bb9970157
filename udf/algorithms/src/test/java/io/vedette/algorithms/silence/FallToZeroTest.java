package io.vedette.algorithms.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.silence.FallToZero.Change;
import org.junit.jupiter.api.Test;

class FallToZeroTest {

  private static final long MINUTE = 60_000;
  private static final long BEGINNING = 1_700_000_000_000L;
  private static final FallToZero RULE = new FallToZero(3, 60 * MINUTE);

  private final Presence series = new Presence();
  private int minute;

  @Test
  void theThirdZeroInARowOfAReliableSeriesIsTheFinding() {
    run(100, 60);

    assertThat(next(0)).isEqualTo(Change.NONE);
    assertThat(series.zeroSince()).isEqualTo(BEGINNING + 60 * MINUTE);
    assertThat(next(0)).isEqualTo(Change.NONE);
    assertThat(next(0)).isEqualTo(Change.FELL);
    assertThat(next(0)).as("told once").isEqualTo(Change.NONE);
    assertThat(series.isAtZero()).isTrue();
    assertThat(next(0.5)).isEqualTo(Change.ROSE);
    assertThat(series.isAtZero()).isFalse();
    assertThat(next(0.5)).isEqualTo(Change.NONE);
  }

  @Test
  void twoZerosAreNone() {
    run(100, 100);
    next(0);
    next(-0.0);

    assertThat(next(1)).isEqualTo(Change.NONE);
  }

  @Test
  void aYoungSeriesSaysNothing() {
    run(100, 59);

    assertThat(fall()).doesNotContain(Change.FELL);
  }

  @Test
  void aSeriesThatWasZeroOfLateSaysNothing() {
    run(100, 100);
    next(0);
    run(100, 58);
    assertThat(fall()).doesNotContain(Change.FELL);

    run(100, 60);
    assertThat(fall()).contains(Change.FELL);
  }

  @Test
  void aSeriesBelowZeroOrWithoutAnExpectationSaysNothing() {
    run(100, 100);
    for (int i = 0; i < 5; i++) {
      assertThat(RULE.next(series, now(), 0, -1)).isEqualTo(Change.NONE);
    }
    run(100, 100);
    for (int i = 0; i < 5; i++) {
      assertThat(RULE.next(series, now(), 0, Double.NaN)).isEqualTo(Change.NONE);
    }
  }

  @Test
  void aRunLongerThanIsCountedEndsLikeAnyOther() {
    run(100, 60);
    run(0, 1_000);

    assertThat(next(1)).isEqualTo(Change.ROSE);
  }

  @Test
  void parametersThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new FallToZero(0, 1)).hasMessageContaining("is 0");
    assertThatThrownBy(() -> new FallToZero(101, 1)).hasMessageContaining("is 101");
    assertThatThrownBy(() -> new FallToZero(3, -1)).hasMessageContaining("is -1 ms");
  }

  private Change[] fall() {
    return new Change[] {next(0), next(0), next(0)};
  }

  private void run(double value, int samples) {
    for (int i = 0; i < samples; i++) {
      next(value);
    }
  }

  private Change next(double value) {
    return RULE.next(series, now(), value, 50);
  }

  private long now() {
    return BEGINNING + MINUTE * minute++;
  }
}
