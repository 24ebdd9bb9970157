import type { DataFrame, FieldConfig } from '@grafana/data';
import type { Listed } from '../api/client';
import type { Alert, Incident, IncidentAlert, IncidentSummary, RankedCause, TimelineEntry } from '../api/records';
import {
  cutNotice,
  incidentLinkConfig,
  number,
  severityConfig,
  statusConfig,
  tableOf,
  text,
  time,
  type Column,
} from './frame';

const share: FieldConfig = { unit: 'percentunit', min: 0, max: 1 };

const incidentColumns = (sourceUid: string): ReadonlyArray<Column<IncidentSummary>> => [
  time('startsAt', (one) => one.startsAt),
  text('id', (one) => one.id, incidentLinkConfig(sourceUid)),
  text('title', (one) => one.title),
  text('status', (one) => one.status, statusConfig),
  text('severity', (one) => one.severity, severityConfig),
  text('environment', (one) => one.environment),
  text('services', (one) => one.services.map((service) => service.service).join(', ')),
  text('cause', (one) => one.causes[0]?.entity),
  number('confidence', (one) => one.causes[0]?.confidence, share),
  number('alerts', (one) => one.alertCount),
  number('firing', (one) => one.firingCount),
  time('changedAt', (one) => one.changedAt),
  time('resolvedAt', (one) => one.resolvedAt),
  number('duration', (one) => (one.resolvedAt === undefined ? undefined : one.resolvedAt - one.startsAt), {
    unit: 'ms',
  }),
  text('acknowledgedBy', (one) => one.acknowledgedBy),
];

const ALERTS: ReadonlyArray<Column<Alert>> = [
  time('startsAt', (one) => one.startsAt),
  text('name', (one) => one.name),
  text('status', (one) => one.status, statusConfig),
  text('severity', (one) => one.severity, severityConfig),
  text('service', (one) => one.service),
  text('metric', (one) => one.metric),
  text('summary', (one) => one.summary),
  number('peakScore', (one) => one.peakScore, share),
  number('value', (one) => one.value),
  number('expected', (one) => one.expected),
  number('lower', (one) => one.lower),
  number('upper', (one) => one.upper),
  time('endsAt', (one) => one.endsAt),
  text('seriesId', (one) => one.seriesId),
];

const INCIDENT_ALERTS: ReadonlyArray<Column<IncidentAlert>> = [
  time('startsAt', (one) => one.startsAt),
  text('name', (one) => one.name),
  text('status', (one) => one.status, statusConfig),
  text('severity', (one) => one.severity, severityConfig),
  text('service', (one) => one.service),
  text('entity', (one) => one.entity),
  text('summary', (one) => one.summary),
  text('sender', (one) => one.sender),
  time('endsAt', (one) => one.endsAt),
];

const CAUSES: ReadonlyArray<Column<{ rank: number; cause: RankedCause }>> = [
  number('rank', (one) => one.rank, { decimals: 0 }),
  text('entity', (one) => one.cause.entity),
  text('level', (one) => one.cause.level),
  text('service', (one) => one.cause.service),
  number('confidence', (one) => one.cause.confidence, share),
  number('score', (one) => one.cause.score),
  text('families', (one) => one.cause.families.join(', ')),
  time('since', (one) => one.cause.since),
  text('path', (one) => one.cause.path.join(' → ')),
];

type Evidence = RankedCause['evidence'][number];

const EVIDENCE: ReadonlyArray<Column<{ cause: string; evidence: Evidence }>> = [
  text('cause', (one) => one.cause),
  time('at', (one) => one.evidence.at),
  text('kind', (one) => one.evidence.kind),
  text('name', (one) => one.evidence.name),
  text('family', (one) => one.evidence.family),
  text('seenAt', (one) => one.evidence.entity),
  number('strength', (one) => one.evidence.strength),
  number('count', (one) => one.evidence.count),
  text('summary', (one) => one.evidence.summary),
];

const TIMELINE: ReadonlyArray<Column<TimelineEntry>> = [
  time('at', (one) => one.at),
  text('kind', (one) => one.kind),
  text('text', (one) => one.text),
  text('service', (one) => one.service),
  text('severity', (one) => one.severity, severityConfig),
  text('by', (one) => one.by),
];

/** Incidents, one a row, with their likeliest cause; ids lead to it, over the data source of that uid. */
export const incidentsFrame = (refId: string, listed: Listed<IncidentSummary>, sourceUid: string): DataFrame =>
  tableOf(refId, 'incidents', incidentColumns(sourceUid), listed.items, cutNotice(listed, 'incidents'));

/** Alerts that Vedette raised, one a row. */
export const alertsFrame = (refId: string, listed: Listed<Alert>): DataFrame =>
  tableOf(refId, 'alerts', ALERTS, listed.items, cutNotice(listed, 'alerts'));

/** Alerts of an incident, those of other tools included. */
export const incidentAlertsFrame = (refId: string, listed: Listed<IncidentAlert>): DataFrame =>
  tableOf(refId, 'alerts of the incident', INCIDENT_ALERTS, listed.items, cutNotice(listed, 'alerts'));

/** Causes of an incident, the likeliest first. */
export const causesFrame = (refId: string, incident: Incident): DataFrame =>
  tableOf(
    refId,
    'causes',
    CAUSES,
    incident.causes.map((cause, index) => ({ rank: index + 1, cause }))
  );

/** Why its causes are thought to be so, those of the likeliest first. */
export const evidenceFrame = (refId: string, incident: Incident): DataFrame =>
  tableOf(
    refId,
    'evidence',
    EVIDENCE,
    incident.causes.flatMap((cause) => cause.evidence.map((evidence) => ({ cause: cause.entity, evidence })))
  );

/** What happened in an incident, oldest first. */
export const timelineFrame = (refId: string, listed: Listed<TimelineEntry>): DataFrame =>
  tableOf(refId, 'time line', TIMELINE, listed.items, cutNotice(listed, 'entries'));
