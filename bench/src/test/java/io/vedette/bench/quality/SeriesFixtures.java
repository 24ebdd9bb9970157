package io.vedette.bench.quality;

import io.vedette.bench.quality.data.MetricSeries;
import io.vedette.bench.quality.detector.ScoredSeries;

/** Short series, written so that a test can be read. */
public final class SeriesFixtures {

  private SeriesFixtures() {}

  /**
   * A series of minutes.
   *
   * @param labels a character a point, {@code #} for a labelled one
   * @param scoredFrom first point that counts
   * @param scores a digit a point; 5 and more are anomalies
   */
  public static ScoredSeries scored(String labels, int scoredFrom, String scores) {
    int length = labels.length();
    boolean[] labelled = new boolean[length];
    double[] score = new double[length];
    boolean[] anomalies = new boolean[length];
    for (int i = 0; i < length; i++) {
      labelled[i] = labels.charAt(i) == '#';
      score[i] = scores.charAt(i) - '0';
      anomalies[i] = score[i] >= 5;
    }
    long[] timestamps = new long[length];
    for (int i = 0; i < length; i++) {
      timestamps[i] = 60_000L * i;
    }
    return new ScoredSeries(
        new MetricSeries("series", timestamps, new double[length], labelled, scoredFrom),
        score,
        anomalies,
        anomalies);
  }
}
