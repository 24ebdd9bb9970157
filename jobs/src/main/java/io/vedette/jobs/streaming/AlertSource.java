package io.vedette.jobs.streaming;

import io.vedette.schema.AlertRecord;
import org.apache.flink.api.connector.source.Source;

/**
 * A source of other tools' alerts and what it is called. Its name is part of its operators' uids,
 * as that of a {@link MetricSource}.
 *
 * @param name kebab-case, unique among all sources, e.g. {@code alerts-in}
 * @param source emits alerts and rejections; the time of a record is that of its alert
 */
public record AlertSource(String name, Source<AlertRecord, ?, ?> source) {

  /** Checks the name. */
  public AlertSource {
    OperatorIds.requireKebabCase(name);
  }
}
