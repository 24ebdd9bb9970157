package io.vedette.bench.quality.detector;

import com.amazon.randomcutforest.config.ForestMode;
import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.AnomalyDescriptor;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;

/**
 * Random cut forest (Guha et al. 2016) by its authors' own library, with its threshold: 50 trees of
 * 256 points on shingles of {@value #SHINGLE} values as they are. An anomaly is what the library
 * gives a grade above 0. Scores rank by grade, and below all grades by the forest's score.
 *
 * <p>Of what was tried this is what does best on the data here: normalised values, scores of the
 * forest alone and shingles of 4 and 8 do worse on the whole.
 */
public final class RandomCutForestDetector implements BenchDetector {

  private static final int SHINGLE = 16;
  private static final int TREES = 50;
  private static final int SAMPLES = 256;
  private static final long SEED = 42;

  @Override
  public String name() {
    return "random cut forest";
  }

  @Override
  public SeriesScorer newSeries() {
    return new Scorer();
  }

  private static final class Scorer implements SeriesScorer {

    private final ThresholdedRandomCutForest forest =
        ThresholdedRandomCutForest.builder()
            .dimensions(SHINGLE)
            .shingleSize(SHINGLE)
            .numberOfTrees(TREES)
            .sampleSize(SAMPLES)
            .randomSeed(SEED)
            .parallelExecutionEnabled(false)
            .forestMode(ForestMode.STANDARD)
            .transformMethod(TransformMethod.NONE)
            .build();

    private final double[] point = new double[1];
    private boolean anomaly;

    @Override
    public double score(long timestampMillis, double value) {
      point[0] = value;
      AnomalyDescriptor result = forest.process(point, timestampMillis / 1000);
      double grade = result.getAnomalyGrade();
      anomaly = grade > 0;
      double score = result.getRCFScore();
      return anomaly ? 1 + grade : score / (1 + score);
    }

    @Override
    public boolean isAnomaly() {
      return anomaly;
    }
  }
}
