/**
 * Quantiles of classic histograms, whose buckets arrive one by one.
 *
 * <pre>
 *   count of a bucket --&gt; HistogramState: scrapes still open --whole--&gt; increase since the former
 *                                                                      scrape --&gt; BucketQuantile
 * </pre>
 *
 * <p>Pure: no Flink, no clock.
 */
@NullMarked
package io.vedette.algorithms.histogram;

import org.jspecify.annotations.NullMarked;
