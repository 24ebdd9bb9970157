import { of, throwError } from 'rxjs';

/** A request that the data source made of Grafana's server. */
export interface Seen {
  path: string;
  query: URLSearchParams;
}

type Answer = unknown | ((query: URLSearchParams) => unknown);

/** A failed answer, in the shape of Grafana's FetchError. */
export class Failure {
  constructor(
    readonly status: number,
    readonly data: unknown,
    readonly statusText?: string
  ) {}
}

/** Stands for Grafana's server: answers by path, remembers what was asked. */
export class Backend {
  readonly seen: Seen[] = [];

  constructor(private readonly answers: Record<string, Answer>) {}

  fetch = ({ url }: { url: string }) => {
    const { pathname, searchParams } = new URL(url, 'http://grafana.test');
    const path = pathname.replace('/proxy/api/v1', '');
    this.seen.push({ path, query: searchParams });
    const answer = path in this.answers ? this.answers[path] : new Failure(404, { detail: `no answer for ${path}` });
    const data = typeof answer === 'function' ? answer(searchParams) : answer;
    return data instanceof Failure ? throwError(() => ({ ...data })) : of({ data });
  };
}
