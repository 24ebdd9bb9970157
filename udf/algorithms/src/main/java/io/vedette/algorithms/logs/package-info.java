/**
 * What a log line is an instance of.
 *
 * <pre>
 *   line --LineHeader--&gt; content --LineMasker--&gt; tokens, parameters masked --TemplateMiner--&gt; Template
 *   line --SecretMasker--&gt; a sample of it that may be shown
 *   lines an interval --BurstRule--&gt; whether that is a burst
 * </pre>
 *
 * <p>After Drain (He, Zhu, Zheng, Lyu: "Drain: An Online Log Parsing Approach with Fixed Depth
 * Tree", ICWS 2017), with one setting for all systems and no expression to write for any. Nothing
 * here allocates for a line whose like was seen before. Imports {@code io.vedette.schema} only: no
 * Flink, no clock.
 */
@NullMarked
package io.vedette.algorithms.logs;

import org.jspecify.annotations.NullMarked;
