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

/** Kinds whose status and severity are asked for. */
const TABLE_KINDS: readonly QueryKind[] = ['incidents', 'alerts'];
const LIMITED_KINDS: readonly QueryKind[] = [...TABLE_KINDS, ...SERIES_KINDS, 'incidentAlerts', 'timeline'];

interface TextFilter {
  name: 'incidentId' | 'seriesId' | 'service' | 'environment' | 'search';
  label: string;
  placeholder: string;
  kinds: readonly QueryKind[];
}

/** Texts a query may be about or filtered by, and the kinds that read them. */
const TEXT_FILTERS: readonly TextFilter[] = [
  { name: 'incidentId', label: 'Incident', placeholder: '$incident', kinds: INCIDENT_KINDS },
  { name: 'seriesId', label: 'Series id', placeholder: '$series', kinds: [...SERIES_KINDS, 'alerts'] },
  { name: 'service', label: 'Service', placeholder: 'any', kinds: [...TABLE_KINDS, ...SERIES_KINDS, 'topology'] },
  { name: 'environment', label: 'Environment', placeholder: 'any', kinds: ['incidents'] },
  { name: 'search', label: 'Search', placeholder: 'text to find', kinds: [...TABLE_KINDS, ...SERIES_KINDS] },
];

/** Shows, of each kind of query, the fields that it reads. */
export function QueryEditor({ query, onChange, onRunQuery, kinds = QUERY_KINDS }: Props) {
  const { kind } = query;
  const set = (change: Partial<VedetteQuery>) => {
    onChange({ ...query, ...change });
    onRunQuery();
  };
  return (
    <>
      <InlineFieldRow>
        <InlineField label="Query" labelWidth={12}>
          <Combobox
            id={`vedette-kind-${query.refId}`}
            width={30}
            options={kinds.map((value) => ({ value, label: LABELS[value] }))}
            value={kind}
            onChange={(option) => set({ kind: option.value, status: undefined, severity: undefined })}
          />
        </InlineField>
        {TABLE_KINDS.includes(kind) && <Choices query={query} set={set} />}
      </InlineFieldRow>
      <InlineFieldRow>
        {TEXT_FILTERS.filter((filter) => filter.kinds.includes(kind)).map(({ name, label, placeholder }) => (
          <TextField
            key={name}
            label={label}
            value={query[name]}
            placeholder={placeholder}
            onCommit={(value) => set({ [name]: value })}
          />
        ))}
        {LIMITED_KINDS.includes(kind) && (
          <TextField
            label="Limit"
            value={query.limit?.toString()}
            placeholder={String(SERIES_KINDS.includes(kind) ? DEFAULT_SERIES : DEFAULT_TABLE_ROWS)}
            onCommit={(limit) => set({ limit: positive(limit) })}
          />
        )}
      </InlineFieldRow>
    </>
  );
}

interface ChoicesProps {
  query: VedetteQuery;
  set: (change: Partial<VedetteQuery>) => void;
}

function Choices({ query, set }: ChoicesProps) {
  return (
    <>
      <Several
        label="Status"
        options={query.kind === 'incidents' ? INCIDENT_STATUSES : ALERT_STATUSES}
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
