/**
 * How well normal is learned: every quality figure beside its baselines, all on the same data in
 * one run.
 *
 * <pre>
 *   data      labelled series, never in the repository           (quality.data)
 *     |
 *   detector  ours and the baselines, one point after the other  (quality.detector)
 *     |
 *   score     NAB protocol, delay-adjusted F1, false alarms      (quality.score)
 *     |
 *   table     Markdown, CSV, docs/benchmarks.md
 * </pre>
 *
 * <p>Forecasts take the same way with forecasters in the place of detectors (quality.forecast).
 * Nothing here is tuned to a file or a data set, and nothing depends on the clock but the column
 * that says how long something took.
 */
@NullMarked
package io.vedette.bench.quality;

import org.jspecify.annotations.NullMarked;
