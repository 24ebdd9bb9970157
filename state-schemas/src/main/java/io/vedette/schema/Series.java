package io.vedette.schema;

/**
 * What is known of a series beside its samples.
 *
 * @param labels the label set, metric name included
 * @param kind what its values mean
 */
public record Series(Labels labels, MetricKind kind) {

  /** A series of which nothing but its labels is known. */
  public static Series of(Labels labels) {
    return new Series(labels, MetricKind.UNKNOWN);
  }
}
