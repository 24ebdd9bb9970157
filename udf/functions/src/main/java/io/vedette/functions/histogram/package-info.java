/**
 * Histograms by quantile.
 *
 * <pre>
 *   samples of buckets --(by histogram)--&gt; {@link io.vedette.functions.histogram.DeriveHistogramQuantiles}
 *       --&gt; samples of &lt;name&gt;{quantile}, which are scored as any gauge
 *       --&gt; dead letters
 * </pre>
 *
 * <p>May not import connectors, Kafka or HTTP.
 */
@NullMarked
package io.vedette.functions.histogram;

import org.jspecify.annotations.NullMarked;
