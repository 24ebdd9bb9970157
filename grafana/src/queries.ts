import type { DataFrame, ScopedVars, TimeRange } from '@grafana/data';
import type { Client, Listed } from './api/client';
import type {
  Alert,
  Incident,
  IncidentAlert,
  IncidentSummary,
  Point,
  SeriesInfo,
  TimelineEntry,
  Topology,
} from './api/records';
import { alertNotes, anomalyNotes, incidentNotes } from './frames/annotations';
import { incidentGraphFrames, topologyFrames } from './frames/graph';
import { runsOf, seriesFrame } from './frames/series';
import {
  alertsFrame,
  causesFrame,
  evidenceFrame,
  incidentAlertsFrame,
  incidentsFrame,
  timelineFrame,
} from './frames/tables';
import { DEFAULT_SERIES, DEFAULT_TABLE_ROWS, INCIDENT_KINDS, SERIES_KINDS, type VedetteQuery } from './types';

/** Puts values in the place of template variables. */
export type Interpolate = (text: string, scopedVars?: ScopedVars) => string;

/** What a query is answered with: where from, for when, and what time it is (milliseconds since the epoch). */
export interface Asked {
  client: Client;
  /** Of the data source, for links. */
  sourceUid: string;
  query: VedetteQuery;
  range: TimeRange;
  now: number;
}

/** Longest text that the API searches for. */
const LONGEST_SEARCH = 200;

const ID = /^[0-9a-f]{16}$/;

/** The query with its template variables replaced; what is blank is left out. */
export function interpolated(query: VedetteQuery, replace: (text: string) => string): VedetteQuery {
  const filled = (text: string | undefined) => {
    const value = text === undefined ? '' : replace(text).trim();
    return value === '' ? undefined : value;
  };
  return {
    ...query,
    service: filled(query.service),
    environment: filled(query.environment),
    search: filled(query.search),
    incidentId: filled(query.incidentId),
    seriesId: filled(query.seriesId),
  };
}

/** Whether a query says enough to be sent: one about an incident names it, one about series names or searches them. */
export function isComplete(query: VedetteQuery): boolean {
  if (INCIDENT_KINDS.includes(query.kind)) {
    return isSet(query.incidentId);
  }
  if (SERIES_KINDS.includes(query.kind)) {
    return isSet(query.seriesId) || isSet(query.search) || isSet(query.service);
  }
  return true;
}

const isSet = (text: string | undefined) => text !== undefined && text.trim() !== '';

/** The frames of one query whose variables were replaced. Throws ApiError, and Error for what cannot be asked. */
export async function framesOf(asked: Asked): Promise<DataFrame[]> {
  const { query } = asked;
  switch (query.kind) {
    case 'series':
      return seriesFrames(asked);
    case 'anomalies':
      return anomalyFrames(asked);
    case 'incidents':
      return incidentFrames(asked);
    case 'alerts':
      return alertFrames(asked);
    case 'causes':
      return [causesFrame(query.refId, await incident(asked))];
    case 'evidence':
      return [evidenceFrame(query.refId, await incident(asked))];
    case 'incidentGraph':
      return incidentGraphFrames(query.refId, await incident(asked));
    case 'incidentAlerts':
      return [incidentAlertsFrame(query.refId, await listOfIncident<IncidentAlert>(asked, 'alerts'))];
    case 'timeline':
      return [timelineFrame(query.refId, await listOfIncident<TimelineEntry>(asked, 'timeline'))];
    case 'topology':
      return topologyFrames(query.refId, await topology(asked), query.service);
    default:
      throw new Error(`Vedette has no query of the kind ${String(query.kind satisfies never)}`);
  }
}

async function incidentFrames({ client, sourceUid, query, range, now }: Asked): Promise<DataFrame[]> {
  const found = await client.list<IncidentSummary>(
    '/incidents',
    {
      since: range.from.valueOf(),
      until: range.to.valueOf(),
      status: query.status,
      severity: query.severity,
      service: query.service,
      environment: query.environment,
      q: query.search,
    },
    query.limit ?? DEFAULT_TABLE_ROWS
  );
  return [
    query.format === 'annotations'
      ? incidentNotes(query.refId, found.items, now)
      : incidentsFrame(query.refId, found, sourceUid),
  ];
}

async function alertFrames({ client, query, range, now }: Asked): Promise<DataFrame[]> {
  const found = await client.list<Alert>(
    '/alerts',
    {
      since: range.from.valueOf(),
      until: range.to.valueOf(),
      status: query.status,
      severity: query.severity,
      service: query.service,
      seriesId: query.seriesId === undefined ? undefined : id('series', query.seriesId),
      q: query.search,
    },
    query.limit ?? DEFAULT_TABLE_ROWS
  );
  return [query.format === 'annotations' ? alertNotes(query.refId, found.items, now) : alertsFrame(query.refId, found)];
}

async function seriesFrames(asked: Asked): Promise<DataFrame[]> {
  const chosen = await seriesOf(asked);
  return Promise.all(chosen.map(async (one) => seriesFrame(asked.query.refId, one, await points(asked, one))));
}

async function anomalyFrames(asked: Asked): Promise<DataFrame[]> {
  const chosen = await seriesOf(asked);
  const found = await Promise.all(
    chosen.map(async (series) => ({ series, runs: runsOf((await points(asked, series)).items) }))
  );
  return [anomalyNotes(asked.query.refId, found)];
}

/** The series of the id, or the first that the search finds. */
async function seriesOf({ client, query }: Asked): Promise<SeriesInfo[]> {
  if (query.seriesId !== undefined) {
    const seriesId = id('series', query.seriesId);
    return [(await named(client, seriesId, query.search)) ?? { seriesId, series: seriesId, labels: {} }];
  }
  const found = await client.list<SeriesInfo>(
    '/series',
    { name: query.search, service: query.service },
    query.limit ?? DEFAULT_SERIES
  );
  return found.items;
}

/** The series of an id, by its name or a part of it: the API tells of series by search alone. */
async function named(client: Client, seriesId: string, name: string | undefined): Promise<SeriesInfo | undefined> {
  if (name === undefined) {
    return undefined;
  }
  const found = await client.list<SeriesInfo>('/series', { name: name.slice(0, LONGEST_SEARCH) }, DEFAULT_TABLE_ROWS);
  return found.items.find((one) => one.seriesId === seriesId);
}

const points = ({ client, range }: Asked, series: SeriesInfo): Promise<Listed<Point>> =>
  client.list<Point>(`/series/${id('series', series.seriesId)}/points`, {
    from: range.from.valueOf(),
    to: range.to.valueOf(),
  });

const incident = ({ client, query }: Asked): Promise<Incident> =>
  client.get<Incident>(`/incidents/${id('incident', query.incidentId)}`);

const listOfIncident = <T>({ client, query }: Asked, what: string): Promise<Listed<T>> =>
  client.list<T>(`/incidents/${id('incident', query.incidentId)}/${what}`, {}, query.limit ?? DEFAULT_TABLE_ROWS);

/** Now, or as it was at the end of a time range that is over. */
function topology({ client, range, now }: Asked): Promise<Topology> {
  const at = range.to.valueOf();
  return client.get<Topology>('/topology', at < now - LIVE_MS ? { at } : {});
}

/** A range that ends at most this long ago is taken for one that ends now. */
const LIVE_MS = 60_000;

/** Ids stand in paths: anything else is refused here, with its name. */
function id(of: string, value: string | undefined): string {
  if (value === undefined || !ID.test(value)) {
    throw new Error(
      `The id of an ${of === 'series' ? 'series' : 'incident'} is 16 hexadecimal digits, not "${value ?? ''}"`
    );
  }
  return value;
}
