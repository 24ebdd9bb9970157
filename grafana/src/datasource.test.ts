import {
  dateTime,
  type AnnotationQuery,
  type DataFrame,
  type DataQueryRequest,
  type DataSourceInstanceSettings,
  type TimeRange,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { VedetteDataSource } from './datasource';
import { Backend, Failure } from './test/backend';
import {
  alert,
  cause,
  incident,
  INCIDENT_ID,
  MIDNIGHT,
  MINUTE,
  point,
  SERIES,
  SERIES_ID,
  summary,
} from './test/records';
import type { VedetteOptions, VedetteQuery, VedetteVariableQuery } from './types';
import { VedetteVariableSupport } from './variables';

type Variables = Record<string, string | string[]>;

let backend: Backend;
let variables: Variables;
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => backend,
  getTemplateSrv: () => ({
    replace: (text: string, _: unknown, format: (value: string | string[]) => string) =>
      text.replace(/\$(\w+)/g, (_match, name: string) => format(variables[name] ?? '')),
  }),
}));

const RANGE: TimeRange = {
  from: dateTime(MIDNIGHT),
  to: dateTime(MIDNIGHT + 60 * MINUTE),
  raw: { from: 'now-1h', to: 'now' },
};

const list = (...items: unknown[]) => ({ items, next: null });

function source(answers: Record<string, unknown>, values: Variables = {}): VedetteDataSource {
  backend = new Backend(answers);
  variables = values;
  return new VedetteDataSource({ url: '/proxy', jsonData: {} } as DataSourceInstanceSettings<VedetteOptions>);
}

const ask = (from: VedetteDataSource, ...targets: Array<Partial<VedetteQuery>>) =>
  from.query({
    range: RANGE,
    scopedVars: {},
    targets: targets.map((target, index) => ({ refId: 'ABC'[index], ...target })),
  } as DataQueryRequest<VedetteQuery>);

const column = (frame: DataFrame, name: string) => frame.fields.find((field) => field.name === name)?.values;

beforeEach(() => {
  jest.useFakeTimers({ now: MIDNIGHT + 30 * MINUTE });
});

afterEach(() => {
  jest.useRealTimers();
});

describe('query', () => {
  it('asks for incidents of the range by all filters, variables replaced', async () => {
    const from = source({ '/incidents': list(summary()) }, { service: 'checkout', environment: '' });
    const { data, errors } = await ask(from, {
      kind: 'incidents',
      status: ['OPEN', 'SNOOZED'],
      severity: ['CRITICAL'],
      service: '$service',
      environment: '$environment',
      search: 'band',
    });
    expect(errors).toEqual([]);
    expect(backend.seen[0].query.toString()).toBe(
      `since=${MIDNIGHT}&until=${MIDNIGHT + 60 * MINUTE}&status=OPEN&status=SNOOZED&severity=CRITICAL&service=checkout&q=band&limit=100`
    );
    expect(column(data[0], 'title')).toEqual(['checkout: MetricAboveBand and 4 more']);
    expect(column(data[0], 'cause')).toEqual(['payment-db']);
    expect(column(data[0], 'confidence')).toEqual([0.8]);
    expect(column(data[0], 'duration')).toEqual([null]);
  });

  it('shows the points of each series that a search finds', async () => {
    const from = source({
      '/series': list(SERIES, { ...SERIES, seriesId: 'ffffffffffffffff', series: 'up' }),
      [`/series/${SERIES_ID}/points`]: { ...list(point(0)), stepMs: 0 },
      '/series/ffffffffffffffff/points': { ...list(point(1)), stepMs: 0 },
    });
    const { data } = await ask(from, { kind: 'series', search: 'queue' });
    expect(data.map((frame) => frame.name)).toEqual(['queue_depth{service="mailer"}', 'up']);
    expect(column(data[1], 'time')).toEqual([MIDNIGHT + MINUTE]);
    expect(backend.seen[0].query.toString()).toBe('name=queue&limit=5');
    expect(backend.seen[1].query.get('from')).toBe(String(MIDNIGHT));
    expect(backend.seen[1].query.get('to')).toBe(String(MIDNIGHT + 60 * MINUTE));
  });

  it('names a series of an id by the search beside it, else by its id', async () => {
    const answers = { '/series': list(SERIES), [`/series/${SERIES_ID}/points`]: { ...list(point(0)), stepMs: 0 } };
    const named = await ask(source(answers), { kind: 'series', seriesId: SERIES_ID, search: 'x'.repeat(300) });
    expect(named.data[0].name).toBe('queue_depth{service="mailer"}');
    expect(backend.seen[0].query.get('name')).toHaveLength(200);
    const unnamed = await ask(source(answers), { kind: 'series', seriesId: SERIES_ID });
    expect(unnamed.data[0].name).toBe(SERIES_ID);
    expect(backend.seen.map(({ path }) => path)).toEqual([`/series/${SERIES_ID}/points`]);
  });

  it('lists causes by rank, and their evidence', async () => {
    const evidence = {
      kind: 'metric',
      name: 'db_query_seconds',
      family: 'latency',
      entity: 'payment-db',
      at: MIDNIGHT,
      count: 4,
    };
    const from = source({
      [`/incidents/${INCIDENT_ID}`]: incident({
        causes: [cause({ evidence: [evidence] }), cause({ entity: 'payment' })],
      }),
    });
    const { data } = await ask(
      from,
      { kind: 'causes', incidentId: INCIDENT_ID },
      { kind: 'evidence', incidentId: INCIDENT_ID }
    );
    expect(column(data[0], 'rank')).toEqual([1, 2]);
    expect(column(data[0], 'entity')).toEqual(['payment-db', 'payment']);
    expect(column(data[0], 'path')?.[0]).toBe('payment-db → payment → checkout');
    expect(column(data[1], 'cause')).toEqual(['payment-db']);
    expect(column(data[1], 'name')).toEqual(['db_query_seconds']);
  });

  it('refuses an id that could lead elsewhere, and asks nothing', async () => {
    const { data, errors } = await ask(source({}), { kind: 'causes', incidentId: '../me' });
    expect(data).toEqual([]);
    expect(errors?.[0]).toEqual({ refId: 'A', message: 'The id of an incident is 16 hexadecimal digits, not "../me"' });
    expect(backend.seen).toEqual([]);
  });

  it('shows what can be shown when one query fails', async () => {
    const from = source({
      '/incidents': new Failure(503, { detail: 'the store does not answer' }),
      '/alerts': list(alert()),
    });
    const { data, errors } = await ask(from, { kind: 'incidents' }, { kind: 'alerts' });
    expect(data.map((frame) => frame.refId)).toEqual(['B']);
    expect(errors).toEqual([{ refId: 'A', message: 'Vedette, /incidents: the store does not answer (503)' }]);
  });

  it('asks nothing for an incident that no variable names', async () => {
    const { data, errors } = await ask(source({}, { incident: '' }), {
      kind: 'incidentGraph',
      incidentId: '$incident',
    });
    expect([data, errors, backend.seen]).toEqual([[], [], []]);
  });

  it('says that it filters by one value', async () => {
    const { errors } = await ask(source({}, { service: ['a', 'b'] }), { kind: 'incidents', service: '$service' });
    expect(errors?.[0].message).toBe('Vedette filters by one value, the variable has 2: a, b');
  });

  it('asks for the topology of a range that is over as it was then', async () => {
    const from = source({ '/topology': { at: 0, nodes: [], edges: [], truncated: false } });
    await ask(from, { kind: 'topology' });
    expect(backend.seen[0].query.get('at')).toBeNull();
    jest.setSystemTime(MIDNIGHT + 120 * MINUTE);
    await ask(from, { kind: 'topology' });
    expect(backend.seen[1].query.get('at')).toBe(String(MIDNIGHT + 60 * MINUTE));
  });
});

describe('annotations', () => {
  const prepared = (from: VedetteDataSource, target: Partial<VedetteQuery>) =>
    from.annotations!.prepareQuery!({ target } as AnnotationQuery<VedetteQuery>);

  it('are regions of incidents, open ones to now, with text that is no HTML', async () => {
    const from = source({
      '/incidents': list(
        summary({ title: '<img src=x onerror=alert(1)>' }),
        summary({ resolvedAt: MIDNIGHT + 5 * MINUTE, status: 'RESOLVED', causes: [] })
      ),
    });
    const { data } = await ask(from, prepared(from, { kind: 'incidents' })!);
    expect(column(data[0], 'time')).toEqual([MIDNIGHT, MIDNIGHT]);
    expect(column(data[0], 'timeEnd')).toEqual([MIDNIGHT + 30 * MINUTE, MIDNIGHT + 5 * MINUTE]);
    expect(column(data[0], 'title')?.[0]).toBe('&#60;img src=x onerror=alert(1)&#62;');
    expect(column(data[0], 'text')).toEqual(['2 alerts joined; likely cause: payment-db', '2 alerts joined']);
    expect(column(data[0], 'tags')).toEqual(['incident,CRITICAL,OPEN,checkout', 'incident,CRITICAL,RESOLVED,checkout']);
  });

  it('are stretches of anomalies of a series', async () => {
    const points = [point(0, { anomaly: true, score: 0.7 }), point(1, { anomaly: true, score: 0.9 }), point(2)];
    const from = source({
      '/series': list(SERIES),
      [`/series/${SERIES_ID}/points`]: { ...list(...points), stepMs: 0 },
    });
    const { data } = await ask(from, prepared(from, { kind: 'anomalies', search: 'queue' })!);
    expect(column(data[0], 'time')).toEqual([MIDNIGHT]);
    expect(column(data[0], 'timeEnd')).toEqual([MIDNIGHT + MINUTE]);
    expect(column(data[0], 'text')).toEqual(['2 points out of the band, score up to 0.90']);
    expect(column(data[0], 'tags')).toEqual(['anomaly,mailer']);
  });

  it('are not made of graphs', () => {
    expect(prepared(source({}), { kind: 'topology' })).toBeUndefined();
  });
});

describe('variables', () => {
  const choices = async (from: VedetteDataSource, query: Partial<VedetteVariableQuery>) => {
    const request = { range: RANGE, scopedVars: {}, targets: [{ refId: 'variable', ...query }] };
    const support = from.variables as VedetteVariableSupport;
    return (await lastValueFrom(support.query(request as DataQueryRequest<VedetteVariableQuery>))).data;
  };
  const node = (name: string, kind: string, environment = 'production') => ({ name, kind, environment });
  const topology = {
    at: 0,
    nodes: [node('b', 'SERVICE'), node('a', 'SERVICE'), node('a', 'SERVICE', 'staging'), node('db', 'DATABASE')],
    edges: [],
    truncated: false,
  };

  it('are services, each once, in order, with any before them when asked', async () => {
    const from = source({ '/topology': topology });
    expect(await choices(from, { kind: 'services' })).toEqual([
      { text: 'a', value: 'a' },
      { text: 'b', value: 'b' },
    ]);
    expect((await choices(from, { kind: 'services', any: true }))[0]).toEqual({ text: 'any', value: '' });
  });

  it('are environments, incidents by title, series by name', async () => {
    const from = source(
      { '/topology': topology, '/incidents': list(summary()), '/series': list(SERIES) },
      { service: 'mailer' }
    );
    expect(await choices(from, { kind: 'environments' })).toEqual([
      { text: 'production', value: 'production' },
      { text: 'staging', value: 'staging' },
    ]);
    expect(await choices(from, { kind: 'incidents' })).toEqual([
      { text: 'checkout: MetricAboveBand and 4 more (open)', value: INCIDENT_ID },
    ]);
    expect(await choices(from, { kind: 'series', service: '$service' })).toEqual([
      { text: SERIES.series, value: SERIES_ID },
    ]);
    expect(backend.seen[2].query.get('service')).toBe('mailer');
  });
});

describe('testDatasource', () => {
  it('says who Grafana is to Vedette, and that less would do', async () => {
    const me = (role: string, via: string) => source({ '/me': { name: 'grafana', role, via }, '/incidents': list() });
    expect(await me('VIEWER', 'TOKEN').testDatasource()).toEqual({
      status: 'success',
      message: 'Connected as grafana, role viewer.',
    });
    expect((await me('ADMIN', 'TOKEN').testDatasource()).message).toMatch(/A token of the role viewer is enough\.$/);
  });

  it('says what to do without a token, at a wrong address, and when the store is away', async () => {
    expect(await source({ '/me': new Failure(401, { detail: 'no token' }) }).testDatasource()).toEqual({
      status: 'error',
      message: 'Vedette, /me: no token (401). Give a token of the role viewer, see gateway.token-files.',
    });
    expect((await source({}).testDatasource()).message).toMatch(/Is the URL that of the gateway/);
    const away = source({
      '/me': { name: 'g', role: 'VIEWER', via: 'TOKEN' },
      '/incidents': new Failure(503, { detail: 'the store does not answer' }),
    });
    expect(await away.testDatasource()).toEqual({
      status: 'error',
      message: 'Vedette, /incidents: the store does not answer (503)',
    });
  });
});
