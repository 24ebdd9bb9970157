package io.vedette.store;

import org.jspecify.annotations.Nullable;

/**
 * Which anomalies. Nulls do not narrow.
 *
 * @param seriesId of this series
 * @param service of this service
 * @param since then or later, milliseconds since the epoch
 * @param until before then
 */
public record AnomalyQuery(
    @Nullable String seriesId,
    @Nullable String service,
    @Nullable Long since,
    @Nullable Long until) {

  /** All of them. */
  public static final AnomalyQuery ALL = new AnomalyQuery(null, null, null, null);
}
