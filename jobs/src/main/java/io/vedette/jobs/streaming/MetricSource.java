package io.vedette.jobs.streaming;

import io.vedette.schema.MetricRecord;
import org.apache.flink.api.connector.source.Source;

/**
 * A source of metrics and what it is called. Its name is part of its operators' uids, so a
 * savepoint remembers it: a source keeps its name for life.
 *
 * @param name kebab-case, unique among the sources, e.g. {@code otlp-metrics}
 * @param source emits samples and rejections; bounded in a replay, unbounded on live topics
 */
public record MetricSource(String name, Source<MetricRecord, ?, ?> source) {

  /** Checks the name. */
  public MetricSource {
    OperatorIds.requireKebabCase(name);
  }
}
