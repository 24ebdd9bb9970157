package io.vedette.algorithms.detect;

import io.vedette.algorithms.forecast.Forecast;
import org.jspecify.annotations.Nullable;

/** Tells values apart that a series, by its past, was not expected to take. */
public final class SeriesDetector {

  /** Name of this detector in results. */
  public static final String NAME = "series";

  private final EwmaDetector level;

  /** A detector with these parameters. */
  public SeriesDetector(DetectorParameters parameters) {
    this.level =
        new EwmaDetector(
            new EwmaParameters(
                0.02,
                parameters.warmUp(),
                parameters.sensitivity(),
                parameters.minimumDeviation(),
                parameters.minimumRelativeDeviation(),
                parameters.sides(),
                Math.max(120, parameters.warmUp())));
  }

  /**
   * Judges a sample by what is known, then learns from it.
   *
   * @throws IllegalArgumentException when the value is NaN or infinite
   */
  public void score(
      SeriesState state,
      long timestampMillis,
      double value,
      @Nullable Forecast forecast,
      Verdict verdict) {
    level.score(state.level, value, verdict);
  }

  /**
   * Judges a sample by what is known and learns nothing, as for one that came too late.
   *
   * @throws IllegalArgumentException when the value is NaN or infinite
   */
  public void judge(
      SeriesState state,
      long timestampMillis,
      double value,
      @Nullable Forecast forecast,
      Verdict verdict) {
    level.judge(state.level, value, verdict);
  }

  /** Fills in the present band, for a sample that has no value to score. */
  public void describe(
      SeriesState state, long timestampMillis, @Nullable Forecast forecast, Verdict verdict) {
    level.describe(state.level, verdict);
  }
}
