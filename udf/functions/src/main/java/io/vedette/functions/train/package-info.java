/**
 * Flink functions of the retrain job.
 *
 * <pre>
 *   Sample ------by series--+
 *                           +--&gt; TrainModel --&gt; ModelRecord
 *   ModelRecord --by series-+
 *
 *   IncomingAlert ---by environment--+
 *   GroupingControl (calls, models) -+--&gt; TrainNames --&gt; NamesModelRecord
 * </pre>
 *
 * <p>For batch execution only, where all of one series or environment comes before the next.
 * Imports nothing of Kafka, files or HTTP.
 */
@NullMarked
package io.vedette.functions.train;

import org.jspecify.annotations.NullMarked;
