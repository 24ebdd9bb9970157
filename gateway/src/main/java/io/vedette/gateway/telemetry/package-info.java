/** What the gateway says of itself, for Prometheus. */
@NullMarked
package io.vedette.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
