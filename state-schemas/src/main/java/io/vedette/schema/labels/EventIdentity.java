package io.vedette.schema.labels;

import io.vedette.schema.event.EventRecord;

/** Where an event happened: two clusters may have one namespace and one pod. */
public final class EventIdentity {

  /** The label that names the cluster. */
  public static final String CLUSTER = "cluster";

  private EventIdentity() {}

  /** The cluster; empty where none is named. */
  public static String cluster(EventRecord event) {
    return event.getLabels().getOrDefault(CLUSTER, "");
  }
}
