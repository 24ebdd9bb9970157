/**
 * The forecasters that are compared. Each gets the history of a series and says what the held-back
 * end of it will be, with a 95 % prediction interval.
 */
@NullMarked
package io.vedette.bench.quality.forecast;

import org.jspecify.annotations.NullMarked;
