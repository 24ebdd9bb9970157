/**
 * The detectors that are compared. Each sees a series point by point, in order, knows nothing of
 * what follows, and runs with one configuration on all data.
 */
@NullMarked
package io.vedette.bench.quality.detector;

import org.jspecify.annotations.NullMarked;
