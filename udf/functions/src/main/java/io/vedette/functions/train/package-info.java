/**
 * Flink functions of the retrain job.
 *
 * <pre>
 *   Sample ------by series--+
 *                           +--&gt; TrainModel --&gt; ModelRecord
 *   ModelRecord --by series-+
 * </pre>
 *
 * <p>For batch execution only, where all of one series comes before the next. Imports nothing of
 * Kafka, files or HTTP.
 */
@NullMarked
package io.vedette.functions.train;

import org.jspecify.annotations.NullMarked;
