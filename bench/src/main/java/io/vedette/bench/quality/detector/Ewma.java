package io.vedette.bench.quality.detector;

import io.vedette.algorithms.detect.EwmaDetector;
import io.vedette.algorithms.detect.EwmaParameters;
import io.vedette.algorithms.detect.EwmaState;
import io.vedette.algorithms.detect.Verdict;

/**
 * The exponentially weighted band, {@link EwmaDetector}, with its default parameters. The score is
 * the distance from what was expected in half widths of the band: the detector's own, which ends at
 * 1, would make all that is far out alike.
 */
public final class Ewma implements BenchDetector {

  private final EwmaDetector detector = new EwmaDetector(EwmaParameters.defaults());

  @Override
  public String name() {
    return "EWMA";
  }

  @Override
  public SeriesScorer newSeries() {
    return new Scorer(detector);
  }

  private static final class Scorer implements SeriesScorer {

    private final EwmaDetector detector;
    private final EwmaState state = new EwmaState();
    private final Verdict verdict = new Verdict();

    Scorer(EwmaDetector detector) {
      this.detector = detector;
    }

    @Override
    public double score(long timestampMillis, double value) {
      detector.score(state, value, verdict);
      return distance(value);
    }

    @Override
    public double scoreLate(long timestampMillis, double value) {
      detector.judge(state, value, verdict);
      return distance(value);
    }

    private double distance(double value) {
      return verdict.isWarmingUp()
          ? 0
          : Math.abs(value - verdict.expected()) / (verdict.upper() - verdict.expected());
    }

    @Override
    public boolean isAnomaly() {
      return verdict.isAnomaly();
    }
  }
}
