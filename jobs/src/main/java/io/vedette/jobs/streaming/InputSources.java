package io.vedette.jobs.streaming;

import io.vedette.schema.ChangeRecord;
import io.vedette.schema.EventInput;
import io.vedette.schema.model.NamesModelRecord;
import java.util.List;

/**
 * What the graph reads beside telemetry and alerts.
 *
 * @param changes deployments and other changes; may be none
 * @param events of Kubernetes; may be none
 * @param names trained models of names, beside those among the controls; bounded, read to their end
 *     before alerts are grouped that wait for event time
 */
public record InputSources(
    List<InputSource<ChangeRecord>> changes,
    List<InputSource<EventInput>> events,
    List<InputSource<NamesModelRecord>> names) {

  /** Neither. */
  public static final InputSources NONE = new InputSources(List.of(), List.of());

  /** Copies the lists. */
  public InputSources {
    changes = List.copyOf(changes);
    events = List.copyOf(events);
    names = List.copyOf(names);
  }

  /** Without models of names. */
  public InputSources(
      List<InputSource<ChangeRecord>> changes, List<InputSource<EventInput>> events) {
    this(changes, events, List.of());
  }

  /** These, with models of names. */
  public InputSources withNames(List<InputSource<NamesModelRecord>> others) {
    return new InputSources(changes, events, others);
  }
}
