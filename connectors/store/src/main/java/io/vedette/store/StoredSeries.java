package io.vedette.store;

import java.util.Map;

/**
 * A series that was scored.
 *
 * @param seriesId 16 hexadecimal digits
 * @param series as a PromQL selector
 * @param metric metric name; empty when it has none
 * @param service service; empty when not known
 * @param labels every label but the name
 * @param lastSeen event time of a late point of it, milliseconds since the epoch; up to {@link
 *     SeriesCatalog#SEEN_STEP} behind the newest
 */
public record StoredSeries(
    String seriesId,
    String series,
    String metric,
    String service,
    Map<String, String> labels,
    long lastSeen) {

  /** Copies the labels. */
  public StoredSeries {
    labels = Map.copyOf(labels);
  }
}
