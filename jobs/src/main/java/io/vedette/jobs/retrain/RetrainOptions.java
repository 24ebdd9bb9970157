package io.vedette.jobs.retrain;

import io.vedette.functions.histogram.HistogramOptions;
import io.vedette.functions.train.TrainModelOptions;
import io.vedette.functions.train.TrainNamesOptions;

/**
 * How the retrain graph makes series of its history, and trains them.
 *
 * @param training of a series
 * @param histograms how quantiles are derived, as in the streaming graph
 * @param scoreBuckets whether buckets are trained too, because they are scored
 * @param names how names are trained
 */
public record RetrainOptions(
    TrainModelOptions training,
    HistogramOptions histograms,
    boolean scoreBuckets,
    TrainNamesOptions names) {}
