/**
 * A storm becomes one incident: which alerts belong together?
 *
 * <pre>
 *   Firing --EntityGraph (calls, hosts, instances)--+--&gt; live clusters near by --+--&gt; joins the newest
 *            NameSpace (names alike, where no edge) +                            +--&gt; none: a new cluster
 *                                                                                +--&gt; BurstTest: splits off
 * </pre>
 *
 * <p>Density connection as in DBSCAN (Ester, Kriegel, Sander, Xu: A density-based algorithm for
 * discovering clusters, KDD 1996), made incremental as alerts only come and age (Ester et al.:
 * Incremental clustering for mining in a data warehousing environment, VLDB 1998). Two alerts are
 * neighbours when each part of their distance is within its own scale: seconds, hops, cosine.
 * Alerts below the core severity are DBSCAN's border points: they join, but nothing is joined by
 * them.
 *
 * <p>Imports {@code io.vedette.schema} only: no Flink, no clock.
 */
@NullMarked
package io.vedette.algorithms.correlate;

import org.jspecify.annotations.NullMarked;
