/**
 * How much is taken at once: bytes in flight in all, requests and bytes a second of each source.
 */
@NullMarked
package io.vedette.gateway.limits;

import org.jspecify.annotations.NullMarked;
