/**
 * The way in: telemetry over HTTP, checked, handed to Kafka as it came, acknowledged when stored.
 *
 * <pre>
 *   sender --POST--&gt; access (who?) --&gt; limits (may it, is there room?) --&gt; ingest (negotiate, read,
 *   check) --&gt; log (Kafka, acks=all) --acknowledged--&gt; 2xx
 *                                 \--refused--&gt; 4xx      \--failed, full, late--&gt; 503, Retry-After
 * </pre>
 *
 * <p>No thread ever waits: not for a sender (bodies are read as they arrive), not for Kafka (the
 * answer is given by the acknowledgement). Memory is bounded by the in-flight budget, processor
 * time by the check threads.
 *
 * <p>Imports nothing of Flink, udf or jobs.
 */
@NullMarked
package io.vedette.gateway;

import org.jspecify.annotations.NullMarked;
