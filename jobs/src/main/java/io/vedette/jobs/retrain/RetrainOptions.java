package io.vedette.jobs.retrain;

import io.vedette.functions.histogram.HistogramOptions;
import io.vedette.functions.train.TrainModelOptions;

/**
 * How the retrain graph makes series of its history, and trains them.
 *
 * @param training of a series
 * @param histograms how quantiles are derived, as in the streaming graph
 * @param scoreBuckets whether buckets are trained too, because they are scored
 */
public record RetrainOptions(
    TrainModelOptions training, HistogramOptions histograms, boolean scoreBuckets) {}
