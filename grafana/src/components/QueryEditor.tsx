import React from 'react';
import type { QueryEditorProps, SelectableValue } from '@grafana/data';
import { Combobox, InlineField, InlineFieldRow, MultiSelect } from '@grafana/ui';
import type { VedetteDataSource } from '../datasource';
import {
  DEFAULT_SERIES,
  DEFAULT_TABLE_ROWS,
  INCIDENT_KINDS,
  QUERY_KINDS,
  SERIES_KINDS,
  type QueryKind,
  type VedetteOptions,
  type VedetteQuery,
} from '../types';
import { TextField } from './TextField';

interface Props extends QueryEditorProps<VedetteDataSource, VedetteQuery, VedetteOptions> {
  /** Kinds to choose from; all when left out. */
  kinds?: readonly QueryKind[];
}

const LABELS: Record<QueryKind, string> = {
  series: 'Series with band',
  incidents: 'Incidents',
  alerts: 'Alerts',
  anomalies: 'Anomalies of series',
  causes: 'Causes of an incident',
  evidence: 'Evidence of its causes',
  incidentAlerts: 'Alerts of an incident',
  timeline: 'Time line of an incident',
  incidentGraph: 'Graph of an incident',
  topology: 'Service topology',
};

const choices = <T extends string>(values: readonly T[]): Array<SelectableValue<T>> =>
  values.map((value) => ({ value, label: value.toLowerCase() }));

const SEVERITIES = choices(['CRITICAL', 'WARNING', 'INFO']);
const INCIDENT_STATUSES = choices(['OPEN', 'ACKNOWLEDGED', 'SNOOZED', 'RESOLVED', 'MERGED']);
const ALERT_STATUSES = choices(['FIRING', 'RESOLVED']);

/** Shows, of each kind of query, the fields that it reads. */
export function QueryEditor({ query, onChange, onRunQuery, kinds = QUERY_KINDS }: Props) {
  const { kind } = query;
  const set = (change: Partial<VedetteQuery>) => {
    onChange({ ...query, ...change });
    onRunQuery();
  };
  const onKind = (chosen: QueryKind) => set({ kind: chosen, status: undefined, severity: undefined });
  const isTable = kind === 'incidents' || kind === 'alerts';
  const isSeries = SERIES_KINDS.includes(kind);

  return (
    <>
      <InlineFieldRow>
        <InlineField label="Query" labelWidth={12}>
          <Combobox
            id={`vedette-kind-${query.refId}`}
            width={30}
            options={kinds.map((value) => ({ value, label: LABELS[value] }))}
            value={kind}
            onChange={(option) => onKind(option.value)}
          />
        </InlineField>
        {isTable && (
          <>
            <Several
              label="Status"
              options={kind === 'incidents' ? INCIDENT_STATUSES : ALERT_STATUSES}
              value={query.status ?? []}
              onChange={(status) => set({ status: status as VedetteQuery['status'] })}
            />
            <Several
              label="Severity"
              options={SEVERITIES}
              value={query.severity ?? []}
              onChange={(severity) => set({ severity: severity as VedetteQuery['severity'] })}
            />
          </>
        )}
      </InlineFieldRow>
      <InlineFieldRow>
        {INCIDENT_KINDS.includes(kind) && (
          <TextField
            label="Incident"
            value={query.incidentId}
            placeholder="$incident"
            onCommit={(incidentId) => set({ incidentId })}
          />
        )}
        {(isSeries || kind === 'alerts') && (
          <TextField
            label="Series id"
            value={query.seriesId}
            placeholder="$series"
            onCommit={(seriesId) => set({ seriesId })}
          />
        )}
        {(isTable || isSeries || kind === 'topology') && (
          <TextField label="Service" value={query.service} placeholder="any" onCommit={(service) => set({ service })} />
        )}
        {kind === 'incidents' && (
          <TextField
            label="Environment"
            value={query.environment}
            placeholder="any"
            onCommit={(environment) => set({ environment })}
          />
        )}
        {(isTable || isSeries) && (
          <>
            <TextField
              label="Search"
              value={query.search}
              placeholder="text to find"
              onCommit={(search) => set({ search })}
            />
            <TextField
              label="Limit"
              value={query.limit?.toString()}
              placeholder={String(isSeries ? DEFAULT_SERIES : DEFAULT_TABLE_ROWS)}
              onCommit={(limit) => set({ limit: positive(limit) })}
            />
          </>
        )}
      </InlineFieldRow>
    </>
  );
}

function positive(raw: string | undefined): number | undefined {
  const parsed = Number.parseInt(raw ?? '', 10);
  return parsed > 0 ? parsed : undefined;
}

interface SeveralProps {
  label: string;
  options: Array<SelectableValue<string>>;
  value: string[];
  onChange: (values: string[] | undefined) => void;
}

function Several({ label, options, value, onChange }: SeveralProps) {
  return (
    <InlineField label={label} labelWidth={12}>
      <MultiSelect
        aria-label={label}
        width={30}
        options={options}
        value={value}
        placeholder="any"
        onChange={(chosen) => {
          const values = chosen.map((one) => one.value).filter((one) => one !== undefined);
          onChange(values.length === 0 ? undefined : values);
        }}
      />
    </InlineField>
  );
}
