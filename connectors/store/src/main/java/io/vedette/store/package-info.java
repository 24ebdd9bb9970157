/**
 * What was found, kept to be asked for: scored points, anomalies, alerts, incidents, calls, audit.
 *
 * <pre>
 *   Kafka (results, read_committed) --&gt; kafka.StoreWriter --StoreBatch--&gt; ResultStore --&gt; DuckDB, in this process
 *                                                              ^      \--&gt; ClickHouse, over HTTP
 *                                       API, console --queries-/
 * </pre>
 *
 * <p>Imports nothing of Flink, udf, jobs or the gateway.
 */
@NullMarked
package io.vedette.store;

import org.jspecify.annotations.NullMarked;
