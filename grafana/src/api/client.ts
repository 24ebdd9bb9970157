import { getBackendSrv, isFetchError, type FetchError } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

/** Path of the API, and of the route in plugin.json by which Grafana's server adds the token. */
const ROUTE = '/api/v1';

/** What Grafana's proxy says in place of a data source's 401. */
const PROXY_UNAUTHORISED = 'Authentication to data source failed';

/** Most of a plain text, which may be a page of a proxy, in an error. */
const LONGEST_DETAIL = 200;

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
  return new ApiError(statusOf(error), `Vedette, ${path}: ${detail} (${error.status})`);
}

/** Grafana's proxy makes 400 of a 401, so that its own page does not log its user out. */
function statusOf(error: FetchError): number {
  return error.status === 400 && detailOf(error.data) === PROXY_UNAUTHORISED ? 401 : error.status;
}

/** What a problem (RFC 9457) or Grafana's proxy says, which may be plain text. */
function detailOf(data: unknown): string | undefined {
  if (typeof data === 'string') {
    return data.trim().slice(0, LONGEST_DETAIL) || undefined;
  }
  if (typeof data !== 'object' || data === null) {
    return undefined;
  }
  const said = data as Record<string, unknown>;
  return [said.detail, said.title, said.message].find((one): one is string => typeof one === 'string' && one !== '');
}
