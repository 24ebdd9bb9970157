package io.vedette.bench.quality.detector;

import io.vedette.bench.quality.data.MetricSeries;

/**
 * What a detector said of a series. The arrays are shared, not copied: do not change them.
 *
 * @param series the points
 * @param scores how anomalous each is
 * @param detections whose score reaches the detector's default threshold
 * @param anomalies which are anomalies by that threshold, whether news or not
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, read by loops
public record ScoredSeries(
    MetricSeries series, double[] scores, boolean[] detections, boolean[] anomalies) {

  /**
   * Runs a detector over a series as the streaming job would: a doubled point is passed over, a
   * late one is judged and not learned.
   */
  public static ScoredSeries of(BenchDetector detector, MetricSeries series) {
    long[] timestamps = series.timestamps();
    double[] values = series.values();
    double[] scores = new double[timestamps.length];
    boolean[] detections = new boolean[timestamps.length];
    boolean[] anomalies = new boolean[timestamps.length];
    BenchDetector.SeriesScorer scorer = detector.newSeries();
    int newest = -1;
    double newestValue = Double.NaN;
    for (int i = 0; i < timestamps.length; i++) {
      if (newest >= 0 && timestamps[i] <= timestamps[newest]) {
        if (timestamps[i] < timestamps[newest] || values[i] != newestValue) {
          double late = scorer.scoreLate(timestamps[i], values[i]);
          scores[i] = Double.isNaN(late) ? 0 : late;
          detections[i] = !Double.isNaN(late) && scorer.isDetection();
          anomalies[i] = !Double.isNaN(late) && scorer.isAnomaly();
        }
        if (timestamps[i] == timestamps[newest]) {
          newestValue = values[i]; // a correction of a correction is judged, too
        }
        continue;
      }
      scores[i] = scorer.score(timestamps[i], values[i]);
      detections[i] = scorer.isDetection();
      anomalies[i] = scorer.isAnomaly();
      newest = i;
      newestValue = values[i];
    }
    return new ScoredSeries(series, scores, detections, anomalies);
  }

  /** The same, every anomaly being a detection. */
  public ScoredSeries withEveryAnomaly() {
    return new ScoredSeries(series, scores, anomalies, anomalies);
  }

  /** The same, with a score of 1 for every detection and 0 for all else. */
  public ScoredSeries withDetectionsAsScores() {
    double[] ofDetections = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      ofDetections[i] = detections[i] ? 1 : 0;
    }
    return new ScoredSeries(series, ofDetections, detections, anomalies);
  }
}
