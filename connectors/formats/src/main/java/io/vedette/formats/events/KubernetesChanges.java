package io.vedette.formats.events;

import io.vedette.schema.alert.ChangeEvent;
import io.vedette.schema.event.EventRecord;
import io.vedette.schema.labels.EventIdentity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The changes that events of Kubernetes tell of: rollouts, rollbacks and scaling.
 *
 * <p>A Deployment begins a rollout by scaling up a replica set that had no pods; that is told once.
 * Its further steps, and the scaling down of the old replica set, belong to it and are no changes.
 * Kubernetes before 1.26 does not say how many pods there were: then each scaling up is a rollout
 * under the id of its replica set, the same for all steps.
 */
public final class KubernetesChanges {

  private static final String UP = "Scaled up replica set ";

  private KubernetesChanges() {}

  /** The change an event tells of, if it does. */
  public static Optional<ChangeEvent> of(EventRecord event) {
    return switch (event.getReason()) {
      case "ScalingReplicaSet" -> scaled(event);
      case "DeploymentRollback" -> Optional.of(change(event, "rollback", event.getId(), null));
      case "SuccessfulRescale" ->
          event.getKind().equals("HorizontalPodAutoscaler")
              ? Optional.of(change(event, "scaling", event.getId() + "-" + event.getCount(), null))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<ChangeEvent> scaled(EventRecord event) {
    String message = event.getMessage();
    if (!event.getKind().equals("Deployment") || !message.startsWith(UP)) {
      return Optional.empty();
    }
    int end = message.indexOf(' ', UP.length());
    String replicaSet =
        end < 0 ? message.substring(UP.length()) : message.substring(UP.length(), end);
    if (replicaSet.isEmpty()) {
      return Optional.empty();
    }
    boolean says = message.contains(" from ");
    boolean isNew = !says || message.endsWith(" from 0") || message.contains(" from 0 to ");
    return isNew
        ? Optional.of(
            change(event, "deployment", event.getNamespace() + "/" + replicaSet, replicaSet))
        : Optional.empty();
  }

  private static ChangeEvent change(
      EventRecord event, String kind, String id, @Nullable String version) {
    return ChangeEvent.newBuilder()
        .setId(
            "k8s-"
                + event.getEnvironment()
                + "/"
                + (EventIdentity.cluster(event).isEmpty() ? "" : EventIdentity.cluster(event) + "/")
                + id)
        .setTs(event.getTs())
        .setEnvironment(event.getEnvironment())
        .setService(event.getService())
        .setKind(kind)
        .setVersion(version)
        .setSummary(event.getMessage())
        .setLabels(event.getLabels())
        .setSender("kubernetes")
        .build();
  }
}
