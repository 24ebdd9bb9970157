package io.vedette.store;

import org.jspecify.annotations.Nullable;

/**
 * Which audit lines. Nulls do not narrow.
 *
 * @param seriesId of this series
 * @param incidentId of this incident
 * @param author by this person
 * @param since then or later, milliseconds since the epoch
 * @param until before then
 */
public record AuditQuery(
    @Nullable String seriesId,
    @Nullable String incidentId,
    @Nullable String author,
    @Nullable Long since,
    @Nullable Long until) {

  /** All of them. */
  public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null);
}
