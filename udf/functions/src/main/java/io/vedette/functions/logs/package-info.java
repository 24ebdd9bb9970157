/**
 * Log lines as metrics and findings.
 *
 * <pre>
 *   LogLine --keyed by service--&gt; MineLogTemplate --&gt; Sample of log_template_lines, one a template
 *                                     |               and interval --&gt; score-metric
 *                                     +--&gt; Alert: NewLogTemplate, LogBurst
 *                                     +--&gt; LogTemplate: new, generalised, merged, forgotten
 *                                     +--&gt; MinedLine, in a replay
 * </pre>
 *
 * <p>Imports {@code io.vedette.algorithms.logs}; no connectors, no Kafka.
 */
@NullMarked
package io.vedette.functions.logs;

import org.jspecify.annotations.NullMarked;
