package io.vedette.jobs.streaming;

import io.vedette.schema.LogRecord;
import org.apache.flink.api.connector.source.Source;

/**
 * A source of log lines and what it is called. Its name is part of its operators' uids, as that of
 * a {@link MetricSource}.
 *
 * @param name kebab-case, unique among all sources, e.g. {@code otlp-logs}
 * @param source emits lines and rejections; bounded in a replay, unbounded on live topics
 */
public record LogSource(String name, Source<LogRecord, ?, ?> source) {

  /** Checks the name. */
  public LogSource {
    OperatorIds.requireKebabCase(name);
  }
}
