/** Who sends: tokens and the names of sources. Imports nothing of HTTP. */
@NullMarked
package io.vedette.gateway.access;

import org.jspecify.annotations.NullMarked;
