import type { DataSourceJsonData } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import type { IncidentStatus, Severity } from './api/records';

/** What a query asks for; each becomes the frames that are named behind it. */
export const QUERY_KINDS = [
  'series',
  'incidents',
  'alerts',
  'anomalies',
  'causes',
  'evidence',
  'incidentAlerts',
  'timeline',
  'incidentGraph',
  'topology',
] as const;
export type QueryKind = (typeof QUERY_KINDS)[number];

/** Kinds that are about one incident and need its id. */
export const INCIDENT_KINDS: readonly QueryKind[] = [
  'causes',
  'evidence',
  'incidentAlerts',
  'timeline',
  'incidentGraph',
];

/** Kinds that are about series: one by its id, or those that a search finds. */
export const SERIES_KINDS: readonly QueryKind[] = ['series', 'anomalies'];

/** Kinds that can be shown as annotations. */
export const ANNOTATION_KINDS: readonly QueryKind[] = ['incidents', 'alerts', 'anomalies'];

/** A query of a panel or an annotation. Every text may hold template variables; an empty one filters nothing. */
export interface VedetteQuery extends DataQuery {
  kind: QueryKind;
  /** Set by the data source for annotations: frames with time, timeEnd, title, text, tags. */
  format?: 'annotations';
  status?: IncidentStatus[] | AlertStatusName[];
  severity?: Severity[];
  service?: string;
  environment?: string;
  /** Text to find. */
  search?: string;
  incidentId?: string;
  seriesId?: string;
  /** Most rows of a table, most series of a search. */
  limit?: number;
}

export type AlertStatusName = 'FIRING' | 'RESOLVED';

export const VARIABLE_KINDS = ['services', 'environments', 'incidents', 'series'] as const;
export type VariableKind = (typeof VARIABLE_KINDS)[number];

/** A query of a template variable. */
export interface VedetteVariableQuery extends DataQuery {
  kind: VariableKind;
  service?: string;
  search?: string;
  /** Whether the first choice is "any", with an empty value: filters nothing. */
  any?: boolean;
}

/** Settings of the data source that a browser may see. */
export interface VedetteOptions extends DataSourceJsonData {
  /** Most records that one query reads, over all pages. */
  maxRecords?: number;
}

/** Settings that stay with Grafana's server, which adds them to what it sends on. */
export interface VedetteSecureOptions {
  /** Bearer token of the API; the role viewer is enough. */
  token?: string;
}

export const DEFAULT_MAX_RECORDS = 20_000;
export const DEFAULT_TABLE_ROWS = 100;
export const DEFAULT_SERIES = 5;

export const DEFAULT_QUERY: Partial<VedetteQuery> = { kind: 'incidents' };
