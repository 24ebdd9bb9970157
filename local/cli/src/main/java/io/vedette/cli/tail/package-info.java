/**
 * Results of a running Vedette, line by line.
 *
 * <pre>
 *   Kafka topic --read committed--&gt; ResultTail --record--&gt; ResultLine --text--&gt; standard output
 * </pre>
 *
 * <p>May not import Flink, nor the other packages of the command line.
 */
@NullMarked
package io.vedette.cli.tail;

import org.jspecify.annotations.NullMarked;
