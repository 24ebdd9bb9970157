import {
  dateTime,
  type DataFrame,
  type DataQueryRequest,
  type DataSourceInstanceSettings,
  type TimeRange,
} from '@grafana/data';
import { from as observe } from 'rxjs';
import { VedetteDataSource } from '../datasource';
import type { VedetteOptions, VedetteQuery } from '../types';
import { valuesOf } from '../variables';
import { Client } from '../api/client';

/**
 * The data source against a gateway that runs, with series and calls in it (the demo has them): VEDETTE_URL, and
 * VEDETTE_TOKEN where the gateway has tokens. It starts nothing and changes nothing.
 */
const url = process.env.VEDETTE_URL;
const token = process.env.VEDETTE_TOKEN;

/** What Grafana's proxy does with the route of plugin.json. */
async function proxied({ url: asked }: { url: string }): Promise<{ data: unknown }> {
  const response = await fetch(asked.replace('/proxy', url!), {
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  });
  const data: unknown = await response.json();
  if (!response.ok) {
    // A FetchError of Grafana is no Error.
    throw { status: response.status, statusText: response.statusText, data };
  }
  return { data };
}

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: (request: { url: string }) => observe(proxied(request)) }),
  getTemplateSrv: () => ({ replace: (text: string) => text }),
}));

const now = Date.now();
const range: TimeRange = { from: dateTime(now - 6 * 3600_000), to: dateTime(now), raw: { from: 'now-6h', to: 'now' } };
const client = new Client('/proxy', 20_000);
const source = new VedetteDataSource({ url: '/proxy', jsonData: {} } as DataSourceInstanceSettings<VedetteOptions>);

async function frames(target: Partial<VedetteQuery>): Promise<DataFrame[]> {
  const { data, errors } = await source.query({
    range,
    scopedVars: {},
    targets: [{ refId: 'A', ...target }],
  } as DataQueryRequest<VedetteQuery>);
  expect(errors).toEqual([]);
  return data as DataFrame[];
}

const choices = (kind: 'services' | 'incidents' | 'series') => valuesOf(client, { refId: 'v', kind }, range);
const column = (frame: DataFrame, name: string): unknown[] => frame.fields.find((field) => field.name === name)!.values;

beforeAll(() => {
  if (!url) {
    throw new Error('VEDETTE_URL names the gateway to test against, e.g. http://127.0.0.1:8080');
  }
});

it('passes the health check', async () => {
  expect(await source.testDatasource()).toMatchObject({ status: 'success' });
});

it('lets nobody in with a token that is none', async () => {
  const response = await fetch(`${url}/api/v1/me`, {
    headers: { Authorization: 'Bearer not-a-token-of-this-gateway' },
  });
  expect(response.status).toBe(token ? 401 : 200);
});

it('shows a series with its band', async () => {
  const [chosen] = await choices('series');
  const [frame] = await frames({ kind: 'series', seriesId: String(chosen.value), search: chosen.text });
  expect(frame.name).toBe(chosen.text);
  expect(frame.length).toBeGreaterThan(0);
  const times = column(frame, 'time') as number[];
  expect([...times].sort((a, b) => a - b)).toEqual(times);
  column(frame, 'lower').forEach((lower, row) => {
    const upper = column(frame, 'upper')[row];
    if (lower !== null && upper !== null) {
      expect(lower as number).toBeLessThanOrEqual(upper as number);
    }
  });
});

it('shows the topology, every edge between known nodes', async () => {
  const [nodes, edges] = await frames({ kind: 'topology' });
  const ids = column(nodes, 'id');
  expect(new Set(ids).size).toBe(ids.length);
  expect(edges.length).toBeGreaterThan(0);
  column(edges, 'source').forEach((id) => expect(ids).toContain(id));
  column(edges, 'target').forEach((id) => expect(ids).toContain(id));
  const services = await choices('services');
  expect(services.length).toBeGreaterThan(0);
  services.forEach(({ text }) => expect(column(nodes, 'title')).toContain(text));
});

it('shows incidents, and of the first its causes, evidence, alerts, time line and graph', async () => {
  const [incidents] = await frames({ kind: 'incidents' });
  expect(incidents.length).toBeGreaterThan(0);
  const incidentId = String(column(incidents, 'id')[0]);
  expect(incidentId).toMatch(/^[0-9a-f]{16}$/);
  expect((await choices('incidents')).map((one) => one.value)).toContain(incidentId);
  const [alerts] = await frames({ kind: 'incidentAlerts', incidentId });
  expect(alerts.length).toBeGreaterThan(0);
  const [timeline] = await frames({ kind: 'timeline', incidentId });
  expect(timeline.length).toBeGreaterThan(0);
  const [causes] = await frames({ kind: 'causes', incidentId });
  const [evidence] = await frames({ kind: 'evidence', incidentId });
  column(evidence, 'cause').forEach((cause) => expect(column(causes, 'entity')).toContain(cause));
  const [nodes, edges] = await frames({ kind: 'incidentGraph', incidentId });
  column(edges, 'source').forEach((id) => expect(column(nodes, 'id')).toContain(id));
});

it('shows alerts, and annotations of incidents', async () => {
  const [alerts] = await frames({ kind: 'alerts' });
  expect(alerts.fields.map((field) => field.name)).toContain('summary');
  const [notes] = await frames({ kind: 'incidents', format: 'annotations' });
  expect(notes.fields.map((field) => field.name)).toEqual(['time', 'timeEnd', 'title', 'text', 'tags']);
  expect(notes.length).toBeGreaterThan(0);
});
