/** Figures beside each other, and where they are written. */
@NullMarked
package io.vedette.bench.quality.report;

import org.jspecify.annotations.NullMarked;
