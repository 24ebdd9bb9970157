package io.vedette.gateway.api;

import io.vedette.schema.Series;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.ScoredPoint;
import java.util.List;

/**
 * Scores series that somebody has at hand. A port: the gateway runs without the detectors; whoever
 * starts it gives it one that has them, see docs/adr/0010.
 *
 * <p>Called by several threads at once.
 */
public interface SeriesScorer {

  /**
   * Scores a series as if its samples were the first of it that are met.
   *
   * @param timestamps milliseconds since the epoch, each later than the one before
   * @param values as many; NaN is a sample without a value
   */
  Scored score(Series series, long[] timestamps, double[] values);

  /**
   * What was found.
   *
   * @param points one for every sample, in order
   * @param anomalies with their explanation, in order of time
   * @param alerts as they changed, in order of time
   */
  record Scored(List<ScoredPoint> points, List<Anomaly> anomalies, List<Alert> alerts) {}
}
