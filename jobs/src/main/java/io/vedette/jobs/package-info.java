/**
 * The jobs: the only place where functions and connectors meet.
 *
 * <pre>
 *   launch (main, Kafka in and out) --&gt; streaming (the graph; sources and sinks are values) &lt;-- replay, tests
 *                 \--&gt; config (typed settings, validated before the graph exists)
 * </pre>
 */
@NullMarked
package io.vedette.jobs;

import org.jspecify.annotations.NullMarked;
