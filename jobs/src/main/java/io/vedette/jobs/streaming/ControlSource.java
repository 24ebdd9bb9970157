package io.vedette.jobs.streaming;

import io.vedette.schema.ControlRecord;
import org.apache.flink.api.connector.source.Source;

/**
 * A source of controls and what it is called. Its name is part of its operators' uids, as that of a
 * {@link MetricSource}.
 *
 * @param name kebab-case, unique among all sources, e.g. {@code commands}
 * @param source emits controls and rejections
 * @param parallel whether it has as many tasks as the rest of the graph; false for one, which is
 *     enough for what people write
 */
public record ControlSource(String name, Source<ControlRecord, ?, ?> source, boolean parallel) {

  /** Checks the name. */
  public ControlSource {
    OperatorIds.requireKebabCase(name);
  }
}
