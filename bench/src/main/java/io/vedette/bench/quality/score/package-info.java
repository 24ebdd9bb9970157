/** How right a detector is: pure arithmetic on scores and labels, no files. */
@NullMarked
package io.vedette.bench.quality.score;

import org.jspecify.annotations.NullMarked;
