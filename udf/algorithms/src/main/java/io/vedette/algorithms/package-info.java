/**
 * Algorithms, one package each, their parameters beside them.
 *
 * <p>Pure: the same input gives the same output. No Flink, no clock, no I/O, no threads, no
 * randomness without a seed; imports {@code io.vedette.schema} only.
 */
@NullMarked
package io.vedette.algorithms;

import org.jspecify.annotations.NullMarked;
