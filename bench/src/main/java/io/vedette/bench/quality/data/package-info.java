/** Reads the labelled data sets from the folder of development data; none of it is ours to ship. */
@NullMarked
package io.vedette.bench.quality.data;

import org.jspecify.annotations.NullMarked;
