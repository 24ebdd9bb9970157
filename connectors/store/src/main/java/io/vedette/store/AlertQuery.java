package io.vedette.store;

import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts, the last begun first. Empty sets and nulls do not narrow.
 *
 * @param statuses one of these
 * @param severities one of these
 * @param service its service
 * @param seriesId its series
 * @param since begun then or later, milliseconds since the epoch
 * @param until begun before then
 * @param text in its name, service, summary or id, in any case
 */
public record AlertQuery(
    Set<AlertStatus> statuses,
    Set<Severity> severities,
    @Nullable String service,
    @Nullable String seriesId,
    @Nullable Long since,
    @Nullable Long until,
    @Nullable String text) {

  /** All of them. */
  public static final AlertQuery ALL =
      new AlertQuery(Set.of(), Set.of(), null, null, null, null, null);
}
