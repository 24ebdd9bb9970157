/**
 * Alerts of any origin into clusters.
 *
 * <pre>
 *   IncomingAlert --keyed by environment--&gt; GroupAlerts: waits for event time, in order
 *                                               |  every few seconds
 *                                               +--AlertGrouper--&gt; AlertCluster: opened, updated,
 *                                                                  closed, split, merged
 * </pre>
 *
 * <p>What groups is {@link io.vedette.algorithms.correlate}; here are time, state and the records.
 */
@NullMarked
package io.vedette.functions.correlate;

import org.jspecify.annotations.NullMarked;
