package io.vedette.store;

import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;

/**
 * One change of an incident.
 *
 * @param revision its number
 * @param status after it
 * @param change what it was
 * @param changedAt when, milliseconds since the epoch
 * @param changedBy who
 * @param reason why, one sentence
 * @param severity after it
 * @param alertCount alerts so far
 * @param firingCount how many of them fired
 */
public record IncidentRevision(
    long revision,
    IncidentStatus status,
    IncidentChangeKind change,
    long changedAt,
    String changedBy,
    String reason,
    Severity severity,
    int alertCount,
    int firingCount) {}
