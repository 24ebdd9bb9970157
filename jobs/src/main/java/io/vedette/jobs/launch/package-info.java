/**
 * Starts the jobs: settings from the command line, Flink's configuration from the settings, Kafka
 * sources and sinks for the graph.
 */
@NullMarked
package io.vedette.jobs.launch;

import org.jspecify.annotations.NullMarked;
