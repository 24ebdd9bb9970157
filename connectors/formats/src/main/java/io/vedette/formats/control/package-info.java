/**
 * What people and other jobs say to the scorer, from JSON: feedback, rules, trained models.
 *
 * <pre>
 *   Kafka key and value --ControlDecoder--&gt; SeriesFeedback | RuleChange | NoiseRuleChange | SeriesModel
 *                                      \--&gt; IllegalArgumentException: what, where and why
 * </pre>
 *
 * <p>Written by hand, so read strictly: a field nobody knows is an error, not passed over. Imports
 * nothing of Flink, Kafka or HTTP.
 */
@NullMarked
package io.vedette.formats.control;

import org.jspecify.annotations.NullMarked;
