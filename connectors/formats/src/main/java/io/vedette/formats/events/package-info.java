/**
 * Events of Kubernetes, and the changes they tell of.
 *
 * <pre>
 *   core/v1 and events.k8s.io/v1 Event, a list of them,   --KubernetesEventDecoder--&gt; EventRecord
 *   a watch's {type, object}, kubernetes-event-exporter                                  |
 *                                                          KubernetesChanges.of --&gt; ChangeEvent
 * </pre>
 *
 * <p>Imports nothing of Flink, Kafka or HTTP.
 */
@NullMarked
package io.vedette.formats.events;

import org.jspecify.annotations.NullMarked;
