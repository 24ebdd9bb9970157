/**
 * What the texts of rules of noise mean, for those who write, read and apply them.
 *
 * <pre>
 *   matchers   --Matchers--&gt;        does an alert match?
 *   startsAt, zone, recurrence --RecurringWindow--&gt; Schedule: in effect until? next change?
 *   FlapLimits                      how much is too much
 * </pre>
 *
 * <p>Imports nothing of ours but {@link io.vedette.schema.LabelMatcher}.
 */
@NullMarked
package io.vedette.schema.rules;

import org.jspecify.annotations.NullMarked;
