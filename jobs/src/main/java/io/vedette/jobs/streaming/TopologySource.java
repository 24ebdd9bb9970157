package io.vedette.jobs.streaming;

import io.vedette.schema.correlate.TopologyEdge;
import org.apache.flink.api.connector.source.Source;

/**
 * A source of who calls whom and what runs where, and what it is called. Its name is part of its
 * operators' uids, as that of a {@link MetricSource}.
 *
 * @param name kebab-case, unique among all sources, e.g. {@code topology}
 * @param source emits edges; bounded, it is read to its end before alerts are grouped that wait for
 *     event time
 */
public record TopologySource(String name, Source<TopologyEdge, ?, ?> source) {

  /** Checks the name. */
  public TopologySource {
    OperatorIds.requireKebabCase(name);
  }
}
