/**
 * What was found, in words for the person on call.
 *
 * <pre>
 *   Verdict, SeriesState --Evidence--&gt; Explanation --+--MetricUnit--&gt; 0.056 s, 1.5 GiB, 93 %
 *                                                   +--Rarity------&gt; about once in 3 weeks
 *                                                   +--PlainText---&gt; names from outside, made safe
 * </pre>
 *
 * <p>Pure, and the same in every locale. Off the path of an ordinary sample: everything here
 * allocates.
 */
@NullMarked
package io.vedette.algorithms.text;

import org.jspecify.annotations.NullMarked;
