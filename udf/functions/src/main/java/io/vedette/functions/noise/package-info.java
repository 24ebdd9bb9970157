/**
 * Alerts of any origin to those worth grouping.
 *
 * <pre>
 *   IncomingAlert --keyed by environment--+--&gt; ApplyNoiseRules --+--&gt; IncomingAlert: goes on
 *   NoiseRuleChange --broadcast-----------+    (NoiseGate)        +--&gt; AlertState: what became of it
 *                                                                +--&gt; Audit: rules, reminders
 * </pre>
 *
 * <p>What decides is {@link io.vedette.algorithms.noise}; here are time, state and the records.
 */
@NullMarked
package io.vedette.functions.noise;

import org.jspecify.annotations.NullMarked;
