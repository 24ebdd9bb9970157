package io.vedette.bench.quality.detector;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.SeriesState;
import io.vedette.algorithms.detect.Verdict;

/** The detector that is shipped, with the parameters that are shipped, without a trained model. */
public final class Vedette implements BenchDetector {

  /** Where the band ends in the score of a verdict. */
  private static final double THRESHOLD = 0.5;

  private final SeriesDetector detector = new SeriesDetector(DetectorParameters.defaults());

  @Override
  public String name() {
    return "Vedette";
  }

  @Override
  public SeriesScorer newSeries() {
    return new Scorer(detector);
  }

  private static final class Scorer implements SeriesScorer {

    private final SeriesDetector detector;
    private final SeriesState state = new SeriesState();
    private final Verdict verdict = new Verdict();

    Scorer(SeriesDetector detector) {
      this.detector = detector;
    }

    @Override
    public double score(long timestampMillis, double value) {
      detector.score(state, timestampMillis, value, null, verdict);
      return verdict.score();
    }

    @Override
    public double scoreLate(long timestampMillis, double value) {
      detector.judge(state, timestampMillis, value, null, verdict);
      return verdict.score();
    }

    @Override
    public boolean isAnomaly() {
      return verdict.isAnomaly();
    }

    @Override
    public boolean isDetection() {
      return verdict.score() >= THRESHOLD;
    }
  }
}
