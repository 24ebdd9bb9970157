import React from 'react';
import type { DataSourceApi, QueryEditorProps } from '@grafana/data';
import { Combobox, InlineField, InlineFieldRow, InlineSwitch } from '@grafana/ui';
import {
  VARIABLE_KINDS,
  type VariableKind,
  type VedetteOptions,
  type VedetteQuery,
  type VedetteVariableQuery,
} from '../types';
import { TextField } from './TextField';

type Props = QueryEditorProps<
  DataSourceApi<VedetteQuery, VedetteOptions>,
  VedetteQuery,
  VedetteOptions,
  VedetteVariableQuery
>;

/** What a template variable chooses from. */
export function VariableEditor({ query, onChange }: Props) {
  // A new variable has no query yet.
  const kind: VariableKind | undefined = query?.kind;
  const set = (change: Partial<VedetteVariableQuery>) =>
    onChange({ ...query, refId: 'variable', kind: kind ?? 'services', ...change });
  const isSearched = kind === 'incidents' || kind === 'series';
  return (
    <InlineFieldRow>
      <InlineField label="Choices" labelWidth={12}>
        <Combobox
          id="vedette-variable-kind"
          width={30}
          options={VARIABLE_KINDS.map((value) => ({ value, label: value }))}
          value={kind}
          onChange={(option) => set({ kind: option.value })}
        />
      </InlineField>
      {isSearched && (
        <>
          <TextField label="Service" value={query.service} placeholder="any" onCommit={(service) => set({ service })} />
          <TextField
            label="Search"
            value={query.search}
            placeholder="text to find"
            onCommit={(search) => set({ search })}
          />
        </>
      )}
      <InlineField label="With any" labelWidth={12} tooltip="A first choice with an empty value, which filters nothing">
        <InlineSwitch
          id="vedette-variable-any"
          value={query?.any ?? false}
          onChange={(event) => set({ any: event.currentTarget.checked })}
        />
      </InlineField>
    </InlineFieldRow>
  );
}
