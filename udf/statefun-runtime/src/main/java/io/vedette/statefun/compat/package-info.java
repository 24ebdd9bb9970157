/**
 * What StateFun 3.3.0 calls in Flink and Flink 1.20 has no longer.
 *
 * <pre>
 *   StateFun's classes --relocated when the jar is made--&gt; InstantiationUtil here
 * </pre>
 *
 * <p>Nothing else belongs in this module; what uses StateFun is in {@code udf/functions}.
 */
@NullMarked
package io.vedette.statefun.compat;

import org.jspecify.annotations.NullMarked;
