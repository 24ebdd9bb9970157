/**
 * A Kafka broker (KRaft, one node) in a process of its own.
 *
 * <pre>
 *   BrokerProcess (in the parent, plain JDK) --stdin pipe--&gt; BrokerMain (in the child, Kafka 4 on its class path)
 * </pre>
 *
 * <p>The parent's class path holds the Kafka clients of the Flink connector's line; the broker's
 * own line stays in the child. {@code BrokerProcess} therefore imports nothing of Kafka.
 */
@NullMarked
package io.vedette.broker;

import org.jspecify.annotations.NullMarked;
