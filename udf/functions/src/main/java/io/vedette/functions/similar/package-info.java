/**
 * Past incidents like a new one.
 *
 * <pre>
 *   Incident --keyed by environment--&gt; FindSimilarIncidents --+--&gt; Incident, with those like it
 *                                             |               |
 *                          resolved: remembered (bounded) &lt;---+
 * </pre>
 *
 * <p>What is alike is {@link io.vedette.algorithms.similar}; here is the state.
 */
@NullMarked
package io.vedette.functions.similar;

import org.jspecify.annotations.NullMarked;
