import React from 'react';
import type { DataSourceSettings } from '@grafana/data';
import { fireEvent, render, screen } from '@testing-library/react';
import type { VedetteDataSource } from '../datasource';
import { QUERY_KINDS, type VedetteOptions, type VedetteQuery, type VedetteSecureOptions } from '../types';
import { AnnotationEditor } from './AnnotationEditor';
import { ConfigEditor } from './ConfigEditor';
import { QueryEditor } from './QueryEditor';

interface Choice {
  value: string;
  label?: string;
}

// Grafana's own draws its options only where there is room, of which a test has none.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  Combobox: ({
    id,
    options,
    value,
    onChange,
  }: {
    id: string;
    options: Choice[];
    value: string;
    onChange: (c: Choice) => void;
  }) => (
    <select id={id} value={value} onChange={(event) => onChange({ value: event.target.value })}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  ),
}));

describe('ConfigEditor', () => {
  const shown = (changes: Partial<DataSourceSettings<VedetteOptions, VedetteSecureOptions>> = {}) => {
    const onOptionsChange = jest.fn();
    const options = { url: '', jsonData: {}, secureJsonFields: {}, ...changes } as DataSourceSettings<
      VedetteOptions,
      VedetteSecureOptions
    >;
    render(<ConfigEditor options={options} onOptionsChange={onOptionsChange} />);
    return onOptionsChange;
  };

  it('keeps the token out of what browsers may read back', () => {
    const changed = shown();
    fireEvent.change(screen.getByLabelText('Token'), { target: { value: 'secret-of-grafana' } });
    const { secureJsonData, jsonData } = changed.mock.calls[0][0];
    expect(secureJsonData).toEqual({ token: 'secret-of-grafana' });
    expect(JSON.stringify(jsonData)).not.toContain('secret-of-grafana');
  });

  it("always goes by way of Grafana's server, to the gateway without a slash at the end", () => {
    const changed = shown();
    fireEvent.change(screen.getByLabelText('URL'), { target: { value: 'http://gateway:8080/ ' } });
    expect(changed.mock.calls[0][0]).toMatchObject({ access: 'proxy', url: 'http://gateway:8080' });
  });

  it('forgets a token that is reset', () => {
    const changed = shown({ secureJsonFields: { token: true } });
    fireEvent.click(screen.getByRole('button', { name: /reset/i }));
    expect(changed.mock.calls[0][0]).toMatchObject({
      secureJsonFields: { token: false },
      secureJsonData: { token: '' },
    });
  });

  it('takes a limit, and none for what is no number', () => {
    const changed = shown({ jsonData: { maxRecords: 5 } });
    fireEvent.change(screen.getByLabelText('Most records'), { target: { value: '500' } });
    fireEvent.change(screen.getByLabelText('Most records'), { target: { value: '' } });
    expect(changed.mock.calls.map(([options]) => options.jsonData.maxRecords)).toEqual([500, undefined]);
  });
});

describe('QueryEditor', () => {
  const shown = (query: Partial<VedetteQuery>) => {
    const onChange = jest.fn();
    const onRunQuery = jest.fn();
    render(
      <QueryEditor
        query={{ refId: 'A', kind: 'incidents', ...query }}
        datasource={{} as VedetteDataSource}
        onChange={onChange}
        onRunQuery={onRunQuery}
      />
    );
    return { onChange, onRunQuery };
  };

  it('shows the fields that a kind reads', () => {
    shown({ kind: 'causes' });
    expect(screen.getByLabelText('Incident')).toBeInTheDocument();
    expect(screen.queryByLabelText('Series id')).toBeNull();
    expect(screen.queryByLabelText('Severity')).toBeNull();
  });

  it('asks when a field is left, not with every key, and only if it changed', () => {
    const { onChange, onRunQuery } = shown({ service: 'cart' });
    const field = screen.getByLabelText('Service');
    fireEvent.blur(field);
    expect(onRunQuery).not.toHaveBeenCalled();
    fireEvent.change(field, { target: { value: ' checkout ' } });
    expect(onRunQuery).not.toHaveBeenCalled();
    fireEvent.blur(field);
    expect(onChange).toHaveBeenCalledWith({ refId: 'A', kind: 'incidents', service: 'checkout' });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('takes a limit above zero alone', () => {
    const { onChange } = shown({});
    const field = screen.getByLabelText('Limit');
    fireEvent.change(field, { target: { value: '-3' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onChange.mock.calls[0][0].limit).toBeUndefined();
  });

  const choose = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Query' });

  it('offers what annotations are made of to annotations, all to panels', () => {
    const props = {
      query: { refId: 'A', kind: 'incidents' as const },
      datasource: {} as VedetteDataSource,
      onChange: jest.fn(),
      onRunQuery: jest.fn(),
    };
    const { unmount } = render(<AnnotationEditor {...props} />);
    expect([...choose().options].map((option) => option.value)).toEqual(['incidents', 'alerts', 'anomalies']);
    unmount();
    render(<QueryEditor {...props} />);
    expect([...choose().options].map((option) => option.value)).toEqual(QUERY_KINDS);
  });

  it('drops with a kind the filters that another does not have', () => {
    const { onChange } = shown({ status: ['SNOOZED'], severity: ['CRITICAL'], service: 'cart' });
    fireEvent.change(choose(), { target: { value: 'alerts' } });
    expect(onChange).toHaveBeenCalledWith({ refId: 'A', kind: 'alerts', service: 'cart' });
  });
});
