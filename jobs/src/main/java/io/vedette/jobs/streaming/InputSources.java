package io.vedette.jobs.streaming;

import io.vedette.schema.ChangeRecord;
import io.vedette.schema.EventInput;
import java.util.List;

/**
 * What the graph reads beside telemetry and alerts.
 *
 * @param changes deployments and other changes; may be none
 * @param events of Kubernetes; may be none
 */
public record InputSources(
    List<InputSource<ChangeRecord>> changes, List<InputSource<EventInput>> events) {

  /** Neither. */
  public static final InputSources NONE = new InputSources(List.of(), List.of());

  /** Copies the lists. */
  public InputSources {
    changes = List.copyOf(changes);
    events = List.copyOf(events);
  }
}
