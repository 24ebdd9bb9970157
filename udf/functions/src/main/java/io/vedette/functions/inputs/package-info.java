/**
 * Alerts of other tools and events of Kubernetes, on their way into the graph.
 *
 * <pre>
 *   alerts --(by what fires)--&gt; expire-alerts --&gt; one id a firing; resolved when not sent again
 *   events --(by series)------&gt; count-events ---&gt; samples of kubernetes_events for the scorer
 *   events --EventAlerts------&gt; alerts of the reasons that are bad news by themselves
 * </pre>
 *
 * <p>Imports nothing of connectors, Kafka or HTTP.
 */
@NullMarked
package io.vedette.functions.inputs;

import org.jspecify.annotations.NullMarked;
