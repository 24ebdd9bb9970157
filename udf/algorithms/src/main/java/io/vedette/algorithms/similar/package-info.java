/**
 * Has this happened before, and what was done then?
 *
 * <pre>
 *   Incident --IncidentFeatures--&gt; services, alerts, log templates, kinds, likeliest cause
 *                                         |
 *             resolved: remembered  --&gt; PastIncidents --find--&gt; the most alike, what both have,
 *                                                               what was done
 * </pre>
 *
 * <p>Likeness is an overlap weighted by how rare a thing is among past incidents (Spaerck Jones: A
 * statistical interpretation of term specificity, Journal of Documentation 1972), in the form of
 * Ruzicka's index: what both have over what either has.
 *
 * <p>Imports {@code io.vedette.schema} only: no Flink, no clock.
 */
@NullMarked
package io.vedette.algorithms.similar;

import org.jspecify.annotations.NullMarked;
