import React, { type ChangeEvent } from 'react';
import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { InlineField, Input, SecretInput } from '@grafana/ui';
import { DEFAULT_MAX_RECORDS, type VedetteOptions, type VedetteSecureOptions } from '../types';

type Props = DataSourcePluginOptionsEditorProps<VedetteOptions, VedetteSecureOptions>;

const LABEL = 20;
const FIELD = 50;

/** Address of the gateway, token, limit. The token goes to Grafana's server and does not come back. */
export function ConfigEditor({ options, onOptionsChange }: Props) {
  const { jsonData, secureJsonFields, secureJsonData } = options;
  // Grafana would reach a data source without the proxy by the browser, which must not know the token.
  const set = (change: Partial<Props['options']>) => onOptionsChange({ ...options, access: 'proxy', ...change });

  const onRecords = (event: ChangeEvent<HTMLInputElement>) => {
    const records = Number.parseInt(event.target.value, 10);
    set({ jsonData: { ...jsonData, maxRecords: records > 0 ? records : undefined } });
  };
  const setToken = (token: string, isSet: boolean) =>
    set({ secureJsonData: { token }, secureJsonFields: { ...secureJsonFields, token: isSet } });

  return (
    <>
      <InlineField label="URL" labelWidth={LABEL} tooltip="Address of the gateway, as Grafana's server reaches it">
        <Input
          id="vedette-url"
          width={FIELD}
          value={options.url}
          placeholder="http://127.0.0.1:8080"
          onChange={(event: ChangeEvent<HTMLInputElement>) =>
            set({ url: event.target.value.trim().replace(/\/+$/, '') })
          }
        />
      </InlineField>
      <InlineField
        label="Token"
        labelWidth={LABEL}
        tooltip="Bearer token of the role viewer. Kept by Grafana's server; browsers never see it. Empty where the gateway has no tokens."
      >
        <SecretInput
          id="vedette-token"
          width={FIELD}
          isConfigured={secureJsonFields?.token ?? false}
          value={secureJsonData?.token ?? ''}
          onReset={() => setToken('', false)}
          onChange={(event: ChangeEvent<HTMLInputElement>) => setToken(event.target.value, false)}
        />
      </InlineField>
      <InlineField label="Most records" labelWidth={LABEL} tooltip="What one query reads at most, over all pages">
        <Input
          id="vedette-max-records"
          type="number"
          min={1}
          width={FIELD}
          value={jsonData.maxRecords ?? ''}
          placeholder={String(DEFAULT_MAX_RECORDS)}
          onChange={onRecords}
        />
      </InlineField>
    </>
  );
}
