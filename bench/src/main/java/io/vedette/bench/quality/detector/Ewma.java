package io.vedette.bench.quality.detector;

import io.vedette.algorithms.detect.EwmaDetector;
import io.vedette.algorithms.detect.EwmaParameters;
import io.vedette.algorithms.detect.EwmaState;
import io.vedette.algorithms.detect.Verdict;

/** The exponentially weighted band, {@link EwmaDetector}, with its default parameters. */
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
      return verdict.score();
    }

    @Override
    public double scoreLate(long timestampMillis, double value) {
      detector.judge(state, value, verdict);
      return verdict.score();
    }

    @Override
    public boolean isAnomaly() {
      return verdict.isAnomaly();
    }
  }
}
