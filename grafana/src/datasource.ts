import {
  DataSourceApi,
  type AnnotationSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type MetricFindValue,
  type ScopedVars,
  type TestDataSourceResponse,
  type TimeRange,
} from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { ApiError, Client } from './api/client';
import type { Me } from './api/records';
import { AnnotationEditor } from './components/AnnotationEditor';
import { framesOf, interpolated, isComplete } from './queries';
import {
  ANNOTATION_KINDS,
  DEFAULT_MAX_RECORDS,
  DEFAULT_QUERY,
  type VedetteOptions,
  type VedetteQuery,
  type VedetteVariableQuery,
} from './types';
import { valuesOf, VedetteVariableSupport } from './variables';

/** Vedette's API as a data source. It reads; what people do with incidents is the console's. */
export class VedetteDataSource extends DataSourceApi<VedetteQuery, VedetteOptions> {
  private readonly client: Client;

  constructor(settings: DataSourceInstanceSettings<VedetteOptions>) {
    super(settings);
    this.client = new Client(settings.url ?? '', settings.jsonData.maxRecords ?? DEFAULT_MAX_RECORDS);
    this.variables = new VedetteVariableSupport(this);
    this.annotations = annotations;
  }

  getDefaultQuery(): Partial<VedetteQuery> {
    return DEFAULT_QUERY;
  }

  filterQuery(query: VedetteQuery): boolean {
    return isComplete(query);
  }

  /** All queries of a panel at once; one that fails does not take the others with it. */
  async query(request: DataQueryRequest<VedetteQuery>): Promise<DataQueryResponse> {
    const answers = await Promise.allSettled(
      request.targets.map((query) => this.answer(query, request.range, request.scopedVars))
    );
    return {
      data: answers.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])),
      errors: answers.flatMap((one, index) =>
        one.status === 'rejected' ? [{ refId: request.targets[index].refId, message: messageOf(one.reason) }] : []
      ),
    };
  }

  private async answer(query: VedetteQuery, range: TimeRange, scopedVars: ScopedVars) {
    const filled = this.applyVariables(query, scopedVars);
    // A variable may turn out to be empty.
    return isComplete(filled)
      ? framesOf({ client: this.client, sourceUid: this.uid, query: filled, range, now: Date.now() })
      : [];
  }

  private applyVariables(query: VedetteQuery, scopedVars: ScopedVars): VedetteQuery {
    return interpolated(query, (text) => getTemplateSrv().replace(text, scopedVars, oneValue));
  }

  interpolateVariablesInQueries(queries: VedetteQuery[], scopedVars: ScopedVars): VedetteQuery[] {
    return queries.map((query) => ({ ...this.applyVariables(query, scopedVars), datasource: this.getRef() }));
  }

  getQueryDisplayText(query: VedetteQuery): string {
    return [query.kind, query.incidentId, query.seriesId, query.service, query.search].filter(Boolean).join(' ');
  }

  /** Choices of a template variable. */
  variableValues(
    query: VedetteVariableQuery,
    range: TimeRange,
    scopedVars: ScopedVars = {}
  ): Promise<MetricFindValue[]> {
    const replace = (text = '') => getTemplateSrv().replace(text, scopedVars, oneValue).trim() || undefined;
    return valuesOf(this.client, { ...query, service: replace(query.service), search: replace(query.search) }, range);
  }

  /** Asks who Grafana is to Vedette, then for one incident, so that a store that is down is noticed here. */
  async testDatasource(): Promise<TestDataSourceResponse> {
    try {
      const me = await this.client.get<Me>('/me');
      await this.client.list('/incidents', {}, 1);
      const who = `Connected as ${me.name}, role ${me.role.toLowerCase()}.`;
      const more = me.via === 'TOKEN' && me.role !== 'VIEWER' ? ' A token of the role viewer is enough.' : '';
      return { status: 'success', message: who + more };
    } catch (error) {
      return { status: 'error', message: messageOf(error) + hintOf(error) };
    }
  }
}

const annotations: AnnotationSupport<VedetteQuery> = {
  // Grafana hands it this data source.
  QueryEditor: AnnotationEditor as AnnotationSupport<VedetteQuery>['QueryEditor'],
  getDefaultQuery: () => ({ kind: 'incidents' }),
  prepareQuery: ({ target }) =>
    target !== undefined && ANNOTATION_KINDS.includes(target.kind) ? { ...target, format: 'annotations' } : undefined,
};

/** The API filters by one value; of several, which it cannot, the error tells. */
function oneValue(value: string | string[]): string {
  if (typeof value === 'string') {
    return value;
  }
  if (value.length > 1) {
    throw new Error(`Vedette filters by one value, the variable has ${value.length}: ${value.slice(0, 3).join(', ')}`);
  }
  return value[0] ?? '';
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function hintOf(error: unknown): string {
  switch (error instanceof ApiError ? error.status : undefined) {
    case 401:
    case 403:
      return '. Give a token of the role viewer, see gateway.token-files.';
    case 404:
      return '. Is the URL that of the gateway, without a path?';
    default:
      return '';
  }
}
