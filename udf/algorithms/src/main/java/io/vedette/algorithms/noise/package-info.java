/**
 * Which alerts are worth a person's time? Rules, and what follows from them for one alert.
 *
 * <pre>
 *   rules --NoiseBook: matchers, indexed--+--&gt; silences, maintenance windows (Schedule, Recurrence)
 *                                         +--&gt; inhibitions (Inhibitions: who fires)
 *                                         +--&gt; flapping (FlapLimits)
 *   alert + what is known of it --NoiseJudge--&gt; passed on, held back and by which rules, refreshed
 * </pre>
 *
 * <p>Silences, inhibitions and matchers mean what they mean in Alertmanager, so that rules can be
 * carried over. Recurrences are a part of RFC 5545.
 *
 * <p>Imports {@code io.vedette.schema} only: no Flink, no clock.
 */
@NullMarked
package io.vedette.algorithms.noise;

import org.jspecify.annotations.NullMarked;
