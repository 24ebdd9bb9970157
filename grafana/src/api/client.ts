import { getBackendSrv, isFetchError, type FetchError } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

/** Path of the route in plugin.json: Grafana's server puts the API's address and the token in its place. */
const ROUTE = '/v1';

/** Most items the API tells in one page. */
const PAGE = 1000;

export type Parameters = Record<string, string | number | readonly string[] | undefined>;

/** Items of a list, and whether there were more than were asked for. */
export interface Listed<T> {
  items: T[];
  cut: boolean;
}

interface Page<T> {
  items: T[];
  next: string | null;
}

/** What went wrong with a request, in words for a person. */
export class ApiError extends Error {
  /** Status of the answer; 0 when there was none. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** Reads Vedette's API through the proxy of Grafana's server, which alone knows the token. */
export class Client {
  private readonly base: string;
  private readonly maxRecords: number;

  /** baseUrl: the data source's address on Grafana's server; maxRecords: most items of one list, over all pages. */
  constructor(baseUrl: string, maxRecords: number) {
    this.base = baseUrl + ROUTE;
    this.maxRecords = maxRecords;
  }

  /** The answer of one path. Throws ApiError. */
  async get<T>(path: string, parameters: Parameters = {}): Promise<T> {
    try {
      const response = await lastValueFrom(
        getBackendSrv().fetch<T>({ url: urlOf(this.base + path, parameters), method: 'GET', showErrorAlert: false })
      );
      return response.data;
    } catch (error) {
      throw isFetchError(error) ? apiErrorOf(path, error) : error;
    }
  }

  /** The first items of a list, from as many pages as it takes. Throws ApiError. */
  async list<T>(path: string, parameters: Parameters = {}, most: number = this.maxRecords): Promise<Listed<T>> {
    const wanted = Math.min(most, this.maxRecords);
    const items: T[] = [];
    let cursor: string | undefined;
    while (items.length < wanted) {
      const limit = Math.min(PAGE, wanted - items.length);
      const page = await this.get<Page<T>>(path, { ...parameters, limit, cursor });
      items.push(...page.items);
      if (page.next === null) {
        return { items, cut: false };
      }
      cursor = page.next;
    }
    return { items, cut: true };
  }
}

/** The address with the parameters that are set; a list is repeated. */
export function urlOf(address: string, parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined || value === '') {
      continue;
    }
    for (const one of typeof value === 'object' ? value : [value]) {
      query.append(name, String(one));
    }
  }
  const text = query.toString();
  return text === '' ? address : `${address}?${text}`;
}

function apiErrorOf(path: string, error: FetchError): ApiError {
  const detail = detailOf(error.data) ?? error.statusText ?? 'no answer';
  return new ApiError(error.status, `Vedette, ${path}: ${detail} (${error.status})`);
}

/** What a problem (RFC 9457) or Grafana's proxy says. */
function detailOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) {
    return undefined;
  }
  const said = data as Record<string, unknown>;
  return [said.detail, said.title, said.message].find((one): one is string => typeof one === 'string' && one !== '');
}
