import {
  CustomVariableSupport,
  type DataSourceApi,
  type DataQueryRequest,
  type DataQueryResponse,
  type MetricFindValue,
  type TimeRange,
} from '@grafana/data';
import { from, map, type Observable } from 'rxjs';
import type { Client } from './api/client';
import type { IncidentSummary, SeriesInfo, Topology } from './api/records';
import { VariableEditor } from './components/VariableEditor';
import type { VedetteDataSource } from './datasource';
import type { VedetteOptions, VedetteQuery, VedetteVariableQuery } from './types';

/** Most choices of a variable. */
const MOST = 1000;

/** Template variables over the API: services, environments, incidents, series. */
export class VedetteVariableSupport extends CustomVariableSupport<
  DataSourceApi<VedetteQuery, VedetteOptions>,
  VedetteVariableQuery,
  VedetteQuery,
  VedetteOptions
> {
  editor = VariableEditor;

  constructor(private readonly source: VedetteDataSource) {
    super();
  }

  query = (request: DataQueryRequest<VedetteVariableQuery>): Observable<DataQueryResponse> =>
    from(this.source.variableValues(request.targets[0], request.range, request.scopedVars)).pipe(
      map((data) => ({ data }))
    );
}

/** The choices: what is shown and, where it differs, what it stands for. */
export async function valuesOf(
  client: Client,
  query: VedetteVariableQuery,
  range: TimeRange
): Promise<MetricFindValue[]> {
  const values = await choices(client, query, range);
  return query.any ? [{ text: 'any', value: '' }, ...values] : values;
}

async function choices(client: Client, query: VedetteVariableQuery, range: TimeRange): Promise<MetricFindValue[]> {
  switch (query.kind) {
    case 'services':
      return named((await topologyNodes(client)).filter((node) => node.kind === 'SERVICE').map((node) => node.name));
    case 'environments':
      return named((await topologyNodes(client)).map((node) => node.environment));
    case 'incidents':
      return incidents(client, query, range);
    case 'series':
      return series(client, query);
    default:
      throw new Error(`Vedette has no variable of the kind ${String(query.kind satisfies never)}`);
  }
}

const topologyNodes = async (client: Client) => (await client.get<Topology>('/topology')).nodes;

const named = (names: string[]) => [...new Set(names)].sort().map((text) => ({ text, value: text }));

async function incidents(client: Client, query: VedetteVariableQuery, range: TimeRange): Promise<MetricFindValue[]> {
  const found = await client.list<IncidentSummary>(
    '/incidents',
    { since: range.from.valueOf(), until: range.to.valueOf(), service: query.service, q: query.search },
    MOST
  );
  return found.items.map((one) => ({ text: `${one.title} (${one.status.toLowerCase()})`, value: one.id }));
}

async function series(client: Client, query: VedetteVariableQuery): Promise<MetricFindValue[]> {
  const found = await client.list<SeriesInfo>('/series', { name: query.search, service: query.service }, MOST);
  return found.items.map((one) => ({ text: one.series, value: one.seriesId }));
}
