/**
 * What may have caused an incident.
 *
 * <pre>
 *   Incident --keyed by environment--&gt; RankRootCause --&gt; Incident, with its ranked causes
 *   topology --broadcast--------------&gt;      |
 *              graph and what incidents before showed (bounded)
 * </pre>
 *
 * <p>What ranks is {@link io.vedette.algorithms.rootcause}; here are the records and the state.
 */
@NullMarked
package io.vedette.functions.rootcause;

import org.jspecify.annotations.NullMarked;
