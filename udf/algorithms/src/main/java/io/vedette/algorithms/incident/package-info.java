/**
 * The life of incidents: what an incident, an alert and a service do with a message.
 *
 * <pre>
 *   alerts -----SEEN------&gt; AlertActor ---JOINED, CHANGED, LEFT---&gt; IncidentActor ---&gt; Incident, audit
 *   clusters --ASSIGNED--&gt;      ^--------------PLACED---------------|   ^   |  ^
 *      +-------MERGED---------------------------------------------------+   |  +--TAKE_OVER--&gt; another one
 *   commands --COMMANDED--------------------------------------------&gt; ^     |
 *   changes --SERVICE_CHANGED--&gt; ServiceActor &lt;--CHANGES_ASKED------- | ----+
 *                                     +-------CHANGES_FOUND---------&gt; +
 * </pre>
 *
 * <p>An actor gets its state, a message and the time, and answers through an {@link
 * io.vedette.algorithms.incident.Outbox}. Messages of two senders may come in any order, and one
 * that comes twice changes nothing the second time. Alert actors are known by environment and id of
 * the alert, service actors by environment and name, incident actors by the incident's id, which is
 * that of the cluster the incident began with.
 *
 * <p>Imports {@code io.vedette.schema} only: no Flink, no clock.
 */
@NullMarked
package io.vedette.algorithms.incident;

import org.jspecify.annotations.NullMarked;
