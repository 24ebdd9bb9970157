/**
 * Grouping of alerts on labelled streams: what it is measured by, the streams and what is done to
 * them, simple groupings beside it.
 */
@NullMarked
package io.vedette.bench.quality.alerts;

import org.jspecify.annotations.NullMarked;
