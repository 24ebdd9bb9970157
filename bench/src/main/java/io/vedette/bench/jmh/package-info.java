/**
 * Microbenchmarks, one class for each algorithm of the hot path. Each operation is one point.
 *
 * <p>Imports {@code io.vedette.algorithms} and {@code io.vedette.formats}; no Flink, no Kafka.
 */
@NullMarked
package io.vedette.bench.jmh;

import org.jspecify.annotations.NullMarked;
