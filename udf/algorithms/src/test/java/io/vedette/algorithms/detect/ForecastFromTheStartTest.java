package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.forecast.Forecast;
import org.junit.jupiter.api.Test;

/** A trained model may be there before the first sample of a series is. */
class ForecastFromTheStartTest {

  private static final long BEGINNING = 1_700_000_000_000L;

  @Test
  void bandIsAsNarrowAsTheSeriesIsSteady() {
    SeriesDetector detector = new SeriesDetector(DetectorParameters.defaults());
    SeriesState state = new SeriesState();
    Verdict verdict = new Verdict();
    Forecast forecast = new Forecast();
    forecast.set(53, 50, 56, 1.5);
    for (int i = 0; i < 100; i++) {
      detector.score(state, BEGINNING + i * 60_000L, 50 + i % 7, forecast, verdict);
    }
    assertThat(verdict.lower()).isBetween(30.0, 50.0);
    assertThat(verdict.upper()).isBetween(56.0, 76.0);
    detector.score(state, BEGINNING + 100 * 60_000L, 1000, forecast, verdict);
    detector.score(state, BEGINNING + 101 * 60_000L, 1000, forecast, verdict);
    assertThat(verdict.isAnomaly()).isTrue();
    assertThat(state.isHolding()).isTrue();
  }
}
