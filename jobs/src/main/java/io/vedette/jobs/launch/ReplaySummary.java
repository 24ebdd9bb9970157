package io.vedette.jobs.launch;

import java.time.Duration;

/**
 * What a replay did.
 *
 * @param files read
 * @param series met
 * @param points rows of scores.csv
 * @param anomalies points out of their band
 * @param alerts that fired
 * @param lines log lines, rows of templates.csv
 * @param alertsGrouped alerts in clusters
 * @param clusters they are in
 * @param deadLetters lines refused and points too late
 * @param took from finding the files to the last result
 */
public record ReplaySummary(
    int files,
    long series,
    long points,
    long anomalies,
    long alerts,
    long lines,
    long alertsGrouped,
    long clusters,
    long deadLetters,
    Duration took) {

  /** Points a second, the start of Flink included. */
  public double pointsPerSecond() {
    return points / Math.max(1e-9, took.toNanos() / 1e9);
  }
}
