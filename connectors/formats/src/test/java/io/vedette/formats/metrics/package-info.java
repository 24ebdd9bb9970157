/** Tests of the metric formats; bodies of other implementations lie in the resources. */
@NullMarked
package io.vedette.formats.metrics;

import org.jspecify.annotations.NullMarked;
