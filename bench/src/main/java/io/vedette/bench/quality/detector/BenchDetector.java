package io.vedette.bench.quality.detector;

/** A detector as it is compared: one configuration for all series. */
public interface BenchDetector {

  /** Its name in the table. */
  String name();

  /** Begins a series of which nothing is known yet. */
  SeriesScorer newSeries();

  /** Judges the points of one series, each by those before it. */
  interface SeriesScorer {

    /**
     * Judges a point newer than all before, then learns it.
     *
     * @return how anomalous it is; higher is more, in any unit, 0 while nothing can be said
     */
    double score(long timestampMillis, double value);

    /** Whether the last judged point is an anomaly by the detector's own default threshold. */
    boolean isAnomaly();

    /**
     * Whether the last judged point is reported as news: its score reaches the default threshold.
     * The same as {@link #isAnomaly} for a detector that knows no events, only points.
     */
    default boolean isDetection() {
      return isAnomaly();
    }

    /**
     * Judges a point that is not newer than all before, and learns nothing.
     *
     * @return as {@link #score}, or NaN from a detector that has no notion of this
     */
    default double scoreLate(long timestampMillis, double value) {
      return Double.NaN;
    }
  }
}
