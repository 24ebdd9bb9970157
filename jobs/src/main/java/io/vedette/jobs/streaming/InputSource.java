package io.vedette.jobs.streaming;

import org.apache.flink.api.connector.source.Source;

/**
 * A source of changes or of events and what it is called. Its name is part of its operators' uids,
 * as that of a {@link MetricSource}.
 *
 * @param name kebab-case, unique among all sources, e.g. {@code changes}
 * @param source emits records and rejections; the time of a record that is read from a file is its
 *     own, that of a live one when it was received
 * @param <T> what it emits
 */
public record InputSource<T>(String name, Source<T, ?, ?> source) {

  /** Checks the name. */
  public InputSource {
    OperatorIds.requireKebabCase(name);
  }
}
