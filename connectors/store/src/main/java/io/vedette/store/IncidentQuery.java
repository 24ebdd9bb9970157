package io.vedette.store;

import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents, in which order. Empty sets and nulls do not narrow.
 *
 * @param statuses one of these
 * @param severities one of these
 * @param environment its environment
 * @param service a service in its blast radius
 * @param since last changed then or later, milliseconds since the epoch
 * @param until begun before then
 * @param text in its title, services, environment or id, in any case
 * @param sort by what
 * @param descending largest first
 */
public record IncidentQuery(
    Set<IncidentStatus> statuses,
    Set<Severity> severities,
    @Nullable String environment,
    @Nullable String service,
    @Nullable Long since,
    @Nullable Long until,
    @Nullable String text,
    Sort sort,
    boolean descending) {

  /** By what incidents are ordered; of equals the id decides. */
  public enum Sort {
    /** When it began. */
    STARTS_AT,
    /** When it changed last. */
    CHANGED_AT,
    /** The gravest, by severity alone. */
    SEVERITY,
    /** How many alerts. */
    ALERTS
  }

  /** All of them, the last changed first. */
  public static final IncidentQuery ALL =
      new IncidentQuery(Set.of(), Set.of(), null, null, null, null, null, Sort.CHANGED_AT, true);
}
