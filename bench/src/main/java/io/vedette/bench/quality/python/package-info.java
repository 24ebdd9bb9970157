/** Baselines of the Python world, each run in a process of its own over CSV files. */
@NullMarked
package io.vedette.bench.quality.python;

import org.jspecify.annotations.NullMarked;
