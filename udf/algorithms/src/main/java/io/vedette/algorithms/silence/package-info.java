/**
 * Is it quiet because all is well, or because nobody reports?
 *
 * <pre>
 *   time of each sample --ReportingInterval--&gt; Presence (of a series) --+
 *   value --FallToZero-----------------------/                         +--SourceRule--&gt; what is said of
 *                                              its source's other series -+              the source
 * </pre>
 *
 * <p>Nothing here allocates on the path of an ordinary sample. Imports {@code io.vedette.schema}
 * only: no Flink, no clock.
 */
@NullMarked
package io.vedette.algorithms.silence;

import org.jspecify.annotations.NullMarked;
