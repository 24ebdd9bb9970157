/**
 * Where bodies go: the port {@link io.vedette.gateway.log.BodyLog} and Kafka behind it. Imports
 * nothing of HTTP.
 */
@NullMarked
package io.vedette.gateway.log;

import org.jspecify.annotations.NullMarked;
