package io.vedette.bench.quality.detector;

import org.apache.commons.math3.special.Erf;

/**
 * One minus the tail probability of a value under a normal distribution fitted to the last {@value
 * #WINDOW} points: a baseline of the Numenta Anomaly Benchmark, as it stands there. The window
 * moves in steps of {@value #STEP} points once it is full.
 *
 * <p>An anomaly is more than three standard deviations out, which is our choice: the benchmark
 * gives it no threshold of its own.
 */
public final class WindowedGaussian implements BenchDetector {

  private static final int WINDOW = 6400;
  private static final int STEP = 100;
  private static final double SMALLEST_DEVIATION = 1e-6;
  private static final double THRESHOLD = 1 - tail(3);

  @Override
  public String name() {
    return "windowed Gaussian";
  }

  @Override
  public SeriesScorer newSeries() {
    return new Scorer();
  }

  /** Probability that a normal deviate lies more than so many standard deviations to one side. */
  private static double tail(double deviations) {
    return 0.5 * Erf.erfc(deviations / Math.sqrt(2));
  }

  private static final class Scorer implements SeriesScorer {

    private final double[] window = new double[WINDOW];
    private final double[] step = new double[STEP];
    private int inWindow;
    private int inStep;
    private double mean;
    private double deviation;
    private boolean anomaly;

    @Override
    public double score(long timestampMillis, double value) {
      double score = inWindow == 0 ? 0 : 1 - tail(Math.abs(value - mean) / deviation);
      anomaly = score > THRESHOLD;
      learn(value);
      return score;
    }

    private void learn(double value) {
      if (inWindow < WINDOW) {
        window[inWindow++] = value;
        fit();
        return;
      }
      step[inStep++] = value;
      if (inStep == STEP) {
        System.arraycopy(window, STEP, window, 0, WINDOW - STEP);
        System.arraycopy(step, 0, window, WINDOW - STEP, STEP);
        inStep = 0;
        fit();
      }
    }

    private void fit() {
      double sum = 0;
      for (int i = 0; i < inWindow; i++) {
        sum += window[i];
      }
      mean = sum / inWindow;
      double squares = 0;
      for (int i = 0; i < inWindow; i++) {
        squares += (window[i] - mean) * (window[i] - mean);
      }
      deviation = Math.sqrt(squares / inWindow);
      if (deviation == 0) {
        deviation = SMALLEST_DEVIATION;
      }
    }

    @Override
    public boolean isAnomaly() {
      return anomaly;
    }
  }
}
