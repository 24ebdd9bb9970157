package io.vedette.jobs.streaming;

import io.vedette.schema.SpanRecord;
import org.apache.flink.api.connector.source.Source;

/**
 * A source of spans and what it is called. Its name is part of its operators' uids, as that of a
 * {@link MetricSource}.
 *
 * @param name kebab-case, unique among all sources, e.g. {@code spans}
 * @param source emits spans and rejections; bounded in a replay, unbounded on live topics
 */
public record SpanSource(String name, Source<SpanRecord, ?, ?> source) {

  /** Checks the name. */
  public SpanSource {
    OperatorIds.requireKebabCase(name);
  }
}
