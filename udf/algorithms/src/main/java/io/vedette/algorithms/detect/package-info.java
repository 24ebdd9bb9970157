/**
 * Is this value what the series was expected to be, and is it bad enough, for long enough?
 *
 * <pre>
 *   value --CounterRate--&gt; rate --EwmaDetector--&gt; Verdict --+--SeverityThresholds--&gt; severity
 *         (counters only)        (EwmaState)               +--Hysteresis----------&gt; firing, resolved
 * </pre>
 *
 * <p>Nothing here allocates on the path of an ordinary sample. Imports {@code io.vedette.schema}
 * only: no Flink, no clock.
 */
@NullMarked
package io.vedette.algorithms.detect;

import org.jspecify.annotations.NullMarked;
