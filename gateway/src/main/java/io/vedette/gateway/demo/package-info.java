/**
 * Faults of a demo shop, as the API tells and begins them. The shop itself is elsewhere and comes
 * in by {@link io.vedette.gateway.demo.DemoFaults}; a gateway that was started without one has no
 * such routes.
 *
 * <pre>
 *   POST /demo/faults --&gt; DemoEndpoints --DemoFaults--&gt; the shop
 * </pre>
 */
@NullMarked
package io.vedette.gateway.demo;

import org.jspecify.annotations.NullMarked;
