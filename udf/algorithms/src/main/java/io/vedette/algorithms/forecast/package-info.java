/**
 * What a series is expected to be at a given time, by a model trained on its history.
 *
 * <pre>
 *   History --Grid--&gt; bins --Frame--&gt; units --+--Smoothing------+
 *                     (Layout: seasons,       +--Regression-----+--HeldBack--&gt; Candidate --Intervals--&gt; SeasonalModel
 *                      origins)               +--SimpleFamilies-+                          ModelWriter   (forecasts live)
 * </pre>
 *
 * <p>Training is deterministic and allocates; forecasting allocates nothing. Imports {@code
 * io.vedette.schema} and {@code io.vedette.algorithms.calendar} only. See docs/forecasting.md.
 */
@NullMarked
package io.vedette.algorithms.forecast;

import org.jspecify.annotations.NullMarked;
