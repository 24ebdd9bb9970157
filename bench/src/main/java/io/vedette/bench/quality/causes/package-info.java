/**
 * Ranking of root causes on labelled incidents, beside its baselines.
 *
 * <pre>
 *   PetShop (series), Nezha (spans), MicroSS and cloudbed-1 (alerts) --&gt; CauseCase --&gt; CauseFigures
 * </pre>
 */
@NullMarked
package io.vedette.bench.quality.causes;

import org.jspecify.annotations.NullMarked;
