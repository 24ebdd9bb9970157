/**
 * What a late or corrected sample can still be judged by.
 *
 * <pre>
 *   samples in order --(in a run of anomalies, or after a late one)--&gt; RecentSamples
 *   late sample --&gt; the band that stood at its time --&gt; score
 *   correction  --&gt; the band it was judged by       --&gt; score, and whether the run holds
 * </pre>
 *
 * <p>Imports {@code io.vedette.schema} only: no Flink, no clock.
 */
@NullMarked
package io.vedette.algorithms.amend;

import org.jspecify.annotations.NullMarked;
