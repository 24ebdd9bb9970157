/** What a series is expected to be at a given time, by a model trained on its history. */
@NullMarked
package io.vedette.algorithms.forecast;

import org.jspecify.annotations.NullMarked;
