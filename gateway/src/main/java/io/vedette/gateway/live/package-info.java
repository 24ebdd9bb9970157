/**
 * What the gateway knows from the result topics while it runs: rules, topology and models as they
 * are now, the newest dead letters, and changes to tell listeners of. Imports nothing of HTTP.
 *
 * <pre>
 *   Kafka --&gt; TopicFollower (one thread) --&gt; LiveState (newest of a key, newest few)
 *                                        \--&gt; EventHub --&gt; a bounded queue a listener
 * </pre>
 */
@NullMarked
package io.vedette.gateway.live;

import org.jspecify.annotations.NullMarked;
