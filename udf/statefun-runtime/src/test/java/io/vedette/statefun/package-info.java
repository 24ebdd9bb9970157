/** Holds the shaded jar against the Flink it runs on. */
@NullMarked
package io.vedette.statefun;

import org.jspecify.annotations.NullMarked;
