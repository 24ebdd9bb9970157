package io.vedette.bench.quality.detector;

import io.vedette.bench.quality.data.MetricSeries;

/**
 * What a detector said of a series. The arrays are shared, not copied: do not change them.
 *
 * @param series the points
 * @param scores how anomalous each is
 * @param anomalies which are anomalies by the detector's default threshold
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, read by loops
public record ScoredSeries(MetricSeries series, double[] scores, boolean[] anomalies) {

  /**
   * Runs a detector over a series as the streaming job would: a doubled point is passed over, a
   * late one is judged and not learned.
   */
  public static ScoredSeries of(BenchDetector detector, MetricSeries series) {
    long[] timestamps = series.timestamps();
    double[] values = series.values();
    double[] scores = new double[timestamps.length];
    boolean[] anomalies = new boolean[timestamps.length];
    BenchDetector.SeriesScorer scorer = detector.newSeries();
    int newest = -1;
    for (int i = 0; i < timestamps.length; i++) {
      if (newest >= 0 && timestamps[i] <= timestamps[newest]) {
        if (timestamps[i] < timestamps[newest] || values[i] != values[newest]) {
          double late = scorer.scoreLate(timestamps[i], values[i]);
          scores[i] = Double.isNaN(late) ? 0 : late;
          anomalies[i] = !Double.isNaN(late) && scorer.isAnomaly();
        }
        continue;
      }
      scores[i] = scorer.score(timestamps[i], values[i]);
      anomalies[i] = scorer.isAnomaly();
      newest = i;
    }
    return new ScoredSeries(series, scores, anomalies);
  }
}
