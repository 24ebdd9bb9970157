package io.vedette.formats.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.formats.JsonBodies;
import io.vedette.formats.RecordDecoder;
import io.vedette.formats.RecordVisitor;
import io.vedette.formats.alerts.Times;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.event.EventRecord;
import io.vedette.schema.labels.AlertLabels;
import io.vedette.schema.labels.EventIdentity;
import io.vedette.schema.labels.Workloads;
import io.vedette.schema.result.DeadLetterReason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Events of Kubernetes: core/v1 ({@code involvedObject}, {@code message}) and events.k8s.io/v1
 * ({@code regarding}, {@code note}), one, several, a list of them ({@code items}) or what a watch
 * tells ({@code object}); kubernetes-event-exporter adds {@code clusterName} and the labels of the
 * object. Thread-safe.
 *
 * <p>Source: kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1;
 * github.com/resmoio/kubernetes-event-exporter/blob/master/pkg/kube/event.go.
 */
public final class KubernetesEventDecoder implements RecordDecoder<EventRecord> {

  /** The word of its format in the Kafka header {@code vedette-format}. */
  public static final String FORMAT = "kubernetes-events";

  private static final int LONGEST_MESSAGE = 2_000;
  private static final int LONGEST_NAME = 253;
  private static final int MOST_LABELS = 64;

  private final DecoderLimits limits;

  /** Within these limits. */
  public KubernetesEventDecoder(DecoderLimits limits) {
    this.limits = limits;
  }

  @Override
  public void decode(
      byte[] body, int offset, int length, long received, RecordVisitor<EventRecord> visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    JsonBodies.forEach(body, offset, length, value -> each(value, received, visitor));
  }

  private static void each(JsonNode value, long received, RecordVisitor<EventRecord> visitor) {
    if (value.path("items").isArray()) {
      value.path("items").forEach(item -> tell(item, received, visitor));
    } else if (value.path("object").isObject()) {
      // what a watch says of a deletion: the event was told long ago, and is now forgotten
      if (!value.path("type").asText().equals("DELETED")) {
        tell(value.path("object"), received, visitor);
      }
    } else {
      tell(value, received, visitor);
    }
  }

  private static void tell(JsonNode event, long received, RecordVisitor<EventRecord> visitor) {
    EventRecord record;
    try {
      record = event(event, received);
    } catch (IllegalArgumentException wrong) {
      visitor.rejected(DeadLetterReason.MALFORMED, String.valueOf(wrong.getMessage()), 1);
      return;
    }
    visitor.take(record);
  }

  private static EventRecord event(JsonNode event, long received) {
    JsonNode object =
        event.has("regarding") ? event.path("regarding") : event.path("involvedObject");
    String kind = required("kind", object, "the object of an event");
    String name = required("name", object, "the object of an event");
    String reason = required("reason", event, "an event");
    Map<String, String> labels = labels(object);
    String cluster = text("clusterName", event);
    if (cluster != null) {
      labels.putIfAbsent(EventIdentity.CLUSTER, cluster);
    }
    Long ts = time(event);
    String id = text("uid", event.path("metadata"));
    return EventRecord.newBuilder()
        .setId(id == null ? idOf(cluster, object, kind, name, reason) : cut(id, LONGEST_NAME))
        .setTs(ts == null ? received : ts)
        .setEnvironment(AlertLabels.environment(labels))
        .setNamespace(orEmpty(text("namespace", object)))
        .setKind(kind)
        .setName(name)
        .setService(service(kind, name, object, labels))
        .setReason(reason)
        .setIsWarning(event.path("type").asText().equals("Warning"))
        .setMessage(cut(orEmpty(message(event)), LONGEST_MESSAGE))
        .setCount(count(event))
        .setHost(host(kind, name, event, cluster))
        .setLabels(labels)
        .build();
  }

  /** Of an event without one: where it happened is part of it. */
  private static String idOf(
      @Nullable String cluster, JsonNode object, String kind, String name, String reason) {
    String namespace = text("namespace", object);
    return (cluster == null ? "" : cluster + '/')
        + (namespace == null ? "" : namespace + '/')
        + kind
        + '/'
        + name
        + '/'
        + reason;
  }

  /** The last of the times it has: a repeated event is the same object with a later one. */
  private static @Nullable Long time(JsonNode event) {
    for (JsonNode time :
        List.of(
            event.path("series").path("lastObservedTime"),
            event.path("lastTimestamp"),
            event.path("deprecatedLastTimestamp"),
            event.path("eventTime"),
            event.path("firstTimestamp"),
            event.path("metadata").path("creationTimestamp"))) {
      Long at = time.isTextual() ? Times.of("the time of an event", time.asText()) : null;
      if (at != null) {
        return at;
      }
    }
    return null;
  }

  private static int count(JsonNode event) {
    int count =
        Math.max(
            event.path("count").asInt(0),
            Math.max(
                event.path("deprecatedCount").asInt(0),
                event.path("series").path("count").asInt(0)));
    return Math.max(1, count);
  }

  private static @Nullable String message(JsonNode event) {
    String note = text("note", event);
    return note == null ? text("message", event) : note;
  }

  private static String service(
      String kind, String name, JsonNode object, Map<String, String> labels) {
    String labelled = AlertLabels.service(labels);
    if (labelled != null) {
      return labelled;
    }
    JsonNode owner = object.path("ownerReferences").path(0);
    String ownerName = text("name", owner);
    String ownerKind = owner.path("kind").asText();
    if (ownerName == null) {
      return workload(kind, name);
    }
    if (ownerKind.equals("Node")) {
      // a static pod, which is called after its node
      String suffix = '-' + ownerName;
      return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }
    return workload(ownerKind, ownerName);
  }

  private static String workload(String kind, String name) {
    return switch (kind) {
      case "Pod" -> Workloads.ofPod(name);
      case "ReplicaSet" -> Workloads.ofReplicaSet(name);
      case "Job" -> Workloads.ofJob(name);
      default -> name;
    };
  }

  private static @Nullable String host(
      String kind, String name, JsonNode event, @Nullable String cluster) {
    String host = kind.equals("Node") ? name : text("host", event.path("source"));
    if (host == null) {
      host = text("host", event.path("deprecatedSource"));
    }
    return host == null || cluster == null ? host : cluster + '/' + host;
  }

  private static Map<String, String> labels(JsonNode object) {
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, JsonNode> label : object.path("labels").properties()) {
      String value = label.getValue().asText();
      boolean isFit = label.getKey().length() <= 2 * LONGEST_NAME && value.length() <= LONGEST_NAME;
      if (!value.isEmpty() && isFit && labels.size() < MOST_LABELS) {
        labels.put(label.getKey(), value);
      }
    }
    return labels;
  }

  private static String required(String field, JsonNode of, String what) {
    String text = text(field, of);
    if (text == null || text.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          what + " needs a " + field + " of 1 to " + LONGEST_NAME + " characters");
    }
    return text;
  }

  private static @Nullable String text(String field, JsonNode of) {
    JsonNode value = of.path(field);
    return value.isTextual() && !value.textValue().isEmpty()
        ? cut(value.textValue(), LONGEST_MESSAGE)
        : null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
