import {
  createDataFrame,
  FieldColorModeId,
  FieldType,
  MappingType,
  type DataFrame,
  type FieldConfig,
  type FieldDTO,
  type QueryResultMeta,
  type ValueMapping,
} from '@grafana/data';
import type { Listed } from '../api/client';

/** A column of a table: its name, its type and how it is read from a row. */
export interface Column<T> {
  name: string;
  type: FieldType;
  config?: FieldConfig;
  value: (row: T) => unknown;
}

export const time = <T>(name: string, value: (row: T) => number | undefined): Column<T> => ({
  name,
  type: FieldType.time,
  value,
});

export const text = <T>(name: string, value: (row: T) => string | undefined, config?: FieldConfig): Column<T> => ({
  name,
  type: FieldType.string,
  value,
  config,
});

export const number = <T>(name: string, value: (row: T) => number | undefined, config?: FieldConfig): Column<T> => ({
  name,
  type: FieldType.number,
  value,
  config,
});

/** A frame with one row for each of rows; what is undefined is null, as Grafana has it. */
export function tableOf<T>(
  refId: string,
  name: string,
  columns: ReadonlyArray<Column<T>>,
  rows: readonly T[],
  meta?: QueryResultMeta
): DataFrame {
  const fields: FieldDTO[] = columns.map((column) => ({
    name: column.name,
    type: column.type,
    config: column.config ?? {},
    values: rows.map((row) => column.value(row) ?? null),
  }));
  return createDataFrame({ refId, name, fields, meta });
}

/** Says on the panel that there is more than it shows. */
export function cutNotice(listed: Listed<unknown>, what: string): QueryResultMeta | undefined {
  return listed.cut
    ? { notices: [{ severity: 'warning', text: `Only the first ${listed.items.length} ${what} are shown.` }] }
    : undefined;
}

/** Text of telemetry in a place where Grafana takes HTML. */
export function escapeHtml(raw: string): string {
  return raw.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

function coloured(colours: Record<string, string>): FieldConfig {
  const mapping: ValueMapping = {
    type: MappingType.ValueToText,
    options: Object.fromEntries(Object.entries(colours).map(([value, color], index) => [value, { color, index }])),
  };
  return {
    mappings: [mapping],
    color: { mode: FieldColorModeId.Thresholds },
    custom: { cellOptions: { type: 'color-text' } },
  };
}

export const SEVERITY_COLOURS = { CRITICAL: 'red', WARNING: 'orange', INFO: 'blue' };

export const severityConfig = coloured(SEVERITY_COLOURS);

export const statusConfig = coloured({
  OPEN: 'red',
  FIRING: 'red',
  ACKNOWLEDGED: 'orange',
  SNOOZED: 'purple',
  RESOLVED: 'green',
  MERGED: 'text',
});

/** Of an id of an incident: to its page of the dashboards, over the same data source. */
export function incidentLinkConfig(sourceUid: string): FieldConfig {
  const source = encodeURIComponent(sourceUid);
  return {
    links: [
      {
        title: 'Causes of this incident',
        url: `/d/vedette-root-cause?var-datasource=${source}&var-incident=\${__value.raw:percentencode}`,
      },
    ],
  };
}
