/**
 * Silence as a signal: which series no longer report, and whether that is theirs or their source's.
 *
 * <pre>
 *   score-metric: sample, stale marker, timer --SeriesWatch--&gt; SeriesTransition
 *                                                                   |  keyed by source
 *                                         FindSilence (SourceRule) &lt;-+--&gt; Alert
 * </pre>
 *
 * <p>A series tells its source only when something about it changes, so what flows here is next to
 * nothing; the source counts, and keeps names only of the few series that it may have to tell of.
 */
@NullMarked
package io.vedette.functions.silence;

import org.jspecify.annotations.NullMarked;
