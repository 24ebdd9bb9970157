/**
 * Incidents with a life of their own, on StateFun where the stream is live and in order where it is
 * recorded.
 *
 * <pre>
 *   IncomingAlert --+
 *   AlertCluster ---+--AddressLetters--&gt; IncidentLetter --+--live------&gt; StateFun: IncidentFunction,
 *   IncidentCommand +                                     |              AlertFunction, ServiceFunction
 *   ChangeEvent ----+                                     +--recorded--&gt; TrackIncidentInOrder
 *                                                                |
 *                                                                +--&gt; Incident, Audit, DeadLetter
 * </pre>
 *
 * <p>What is decided is in {@link io.vedette.algorithms.incident}; here are state, time and the
 * records. See docs/adr/0008-statefun-in-a-module-of-its-own.md.
 */
@NullMarked
package io.vedette.functions.incident;

import org.jspecify.annotations.NullMarked;
