import fs from 'node:fs';
import path from 'node:path';
import { incidentsFrame } from '../frames/tables';
import plugin from '../plugin.json';
import { ANNOTATION_KINDS, QUERY_KINDS, VARIABLE_KINDS } from '../types';

interface Query {
  refId: string;
  kind: string;
  incidentId?: string;
  datasource?: { type: string; uid: string };
}

interface Dashboard {
  uid: string;
  title: string;
  panels: Array<{
    id: number;
    title: string;
    gridPos: { x: number; y: number; w: number; h: number };
    targets?: Query[];
  }>;
  templating: { list: Array<{ name: string; type: string; query: unknown }> };
  annotations: { list: Array<{ target: Query }> };
}

const read = (file: string) => JSON.parse(fs.readFileSync(path.join(__dirname, '..', file), 'utf8')) as Dashboard;
const included = plugin.includes.map((one) => ({ ...one, dashboard: read(one.path) }));

describe('plugin.json', () => {
  it('sends the token from the server, to the API alone, and only to read', () => {
    expect(plugin.routes).toHaveLength(1);
    const [route] = plugin.routes;
    expect(route).toMatchObject({ path: 'api/v1', method: 'GET' });
    // Without a URL of its own it goes to that of the data source.
    expect(Object.keys(route)).not.toContain('url');
    expect(route.headers[0].content).toContain('.SecureJsonData.token');
  });

  it('includes every dashboard, by the title it has', () => {
    const files = fs.readdirSync(path.join(__dirname, '..', 'dashboards')).map((file) => `dashboards/${file}`);
    expect(included.map((one) => one.path).sort()).toEqual(files.sort());
    included.forEach((one) => expect(one.dashboard.title).toBe(one.name));
    expect(new Set(included.map((one) => one.dashboard.uid)).size).toBe(included.length);
  });
});

describe.each(included.map((one) => [one.name, one.dashboard] as const))('%s', (_, dashboard) => {
  const variables = dashboard.templating.list;
  const queries = dashboard.panels.flatMap((panel) => panel.targets ?? []);

  it('asks what the data source knows, of the data source that is chosen', () => {
    expect(queries.length).toBeGreaterThan(0);
    queries.forEach((query) => {
      expect(QUERY_KINDS).toContain(query.kind);
      expect(query.datasource).toEqual({ type: plugin.id, uid: '${datasource}' });
    });
    dashboard.annotations.list.forEach(({ target }) => expect(ANNOTATION_KINDS).toContain(target.kind));
    expect(variables[0]).toMatchObject({ name: 'datasource', type: 'datasource', query: plugin.id });
    variables
      .filter((variable) => variable.type === 'query')
      .forEach((variable) => expect(VARIABLE_KINDS).toContain((variable.query as Query).kind));
  });

  it('uses variables that it has', () => {
    const names = new Set(variables.map((variable) => variable.name));
    const used = [...JSON.stringify([dashboard.panels, dashboard.annotations]).matchAll(/\$\{?([a-z]+)(?::\w+)?\}?/g)];
    used.forEach(([text, name]) => expect([text, names.has(name)]).toEqual([text, true]));
  });

  it('has panels with ids of their own that do not overlap', () => {
    const { panels } = dashboard;
    expect(new Set(panels.map((panel) => panel.id)).size).toBe(panels.length);
    panels.forEach(({ gridPos: a, title }, index) => {
      expect(a.x + a.w).toBeLessThanOrEqual(24);
      panels.slice(index + 1).forEach(({ gridPos: b, title: other }) => {
        const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
        expect([title, other, apart]).toEqual([title, other, true]);
      });
    });
  });
});

it('links an incident to the dashboard of causes, over the same data source', () => {
  const frame = incidentsFrame('A', { items: [], cut: false }, 'a b');
  const { url } = frame.fields.find((field) => field.name === 'id')!.config.links![0];
  const [, uid, names] = /^\/d\/([\w-]+)\?(.*)$/.exec(url)!;
  expect(names).toBe('var-datasource=a%20b&var-incident=${__value.raw:percentencode}');
  const target = included.find((one) => one.dashboard.uid === uid)!;
  expect(target.dashboard.templating.list.map((one) => one.name)).toEqual(['datasource', 'incident']);
});
