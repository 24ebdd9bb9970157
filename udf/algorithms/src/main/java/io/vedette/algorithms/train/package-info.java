/**
 * What training a series needs beside the model itself: its history on a regular grid, and the
 * verdict whether a new model takes the place of the one in use.
 *
 * <pre>
 *   samples --HistoryGrid--&gt; times, values --+--SeasonalModelTrainer--&gt; challenger
 *                                            +--Challenge(champion)----&gt; CHAMPION or REJECTED, and why
 * </pre>
 */
@NullMarked
package io.vedette.algorithms.train;

import org.jspecify.annotations.NullMarked;
