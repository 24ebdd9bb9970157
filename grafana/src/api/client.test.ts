import { Backend, Failure } from '../test/backend';
import { ApiError, Client, urlOf } from './client';

let backend: Backend;
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => backend,
}));

/** A list of numbers from 0, paged as the API does: the cursor is where the next page begins. */
const numbers = (count: number) => (query: URLSearchParams) => {
  const begin = Number(query.get('cursor') ?? 0);
  const end = Math.min(count, begin + Number(query.get('limit')));
  return {
    items: Array.from({ length: end - begin }, (_, index) => begin + index),
    next: end < count ? String(end) : null,
  };
};

async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

describe('urlOf', () => {
  it('repeats lists and leaves out what is not set', () => {
    expect(urlOf('/x', { status: ['OPEN', 'SNOOZED'], service: undefined, q: '', limit: 0 })).toBe(
      '/x?status=OPEN&status=SNOOZED&limit=0'
    );
  });

  it('encodes what would end a parameter', () => {
    expect(urlOf('/x', { q: 'a&b=c#d' })).toBe('/x?q=a%26b%3Dc%23d');
  });
});

describe('Client', () => {
  it('reads as many pages as it takes, each with the filters', async () => {
    backend = new Backend({ '/list': numbers(2500) });
    const listed = await new Client('/proxy', 20_000).list<number>('/list', { service: 'cart' });
    expect(listed.items).toHaveLength(2500);
    expect(listed.items[2499]).toBe(2499);
    expect(listed.cut).toBe(false);
    expect(backend.seen.map(({ query }) => query.toString())).toEqual([
      'service=cart&limit=1000',
      'service=cart&limit=1000&cursor=1000',
      'service=cart&limit=1000&cursor=2000',
    ]);
  });

  it('stops at what is wanted and says that there is more', async () => {
    backend = new Backend({ '/list': numbers(2500) });
    const listed = await new Client('/proxy', 20_000).list<number>('/list', {}, 1200);
    expect(listed.items).toHaveLength(1200);
    expect(listed.cut).toBe(true);
    expect(backend.seen.map(({ query }) => query.get('limit'))).toEqual(['1000', '200']);
  });

  it('never reads more than the setting of the data source', async () => {
    backend = new Backend({ '/list': numbers(50) });
    const listed = await new Client('/proxy', 10).list<number>('/list', {}, 1200);
    expect(listed).toEqual({ items: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], cut: true });
  });

  it('does not say that there is more when it read exactly all', async () => {
    backend = new Backend({ '/list': numbers(10) });
    expect((await new Client('/proxy', 10).list('/list')).cut).toBe(false);
  });

  it('tells what a problem says, with path and status', async () => {
    backend = new Backend({
      '/list': new Failure(400, { title: 'Bad Request', detail: 'limit must be 1 to 1000' }, 'Bad Request'),
    });
    const error = await failureOf(new Client('/proxy', 10).get('/list'));
    expect(error.message).toBe('Vedette, /list: limit must be 1 to 1000 (400)');
    expect(error.status).toBe(400);
  });

  it("tells what Grafana's proxy says, and the status where nobody says anything", async () => {
    backend = new Backend({ '/a': new Failure(502, { message: 'bad gateway' }), '/b': new Failure(500, '', 'oops') });
    const client = new Client('/proxy', 10);
    expect((await failureOf(client.get('/a'))).message).toBe('Vedette, /a: bad gateway (502)');
    expect((await failureOf(client.get('/b'))).message).toBe('Vedette, /b: oops (500)');
  });

  it("takes a 401 for what it is, whatever Grafana's proxy makes of it", async () => {
    backend = new Backend({ '/me': new Failure(400, 'Authentication to data source failed', 'Bad Request') });
    const error = await failureOf(new Client('/proxy', 10).get('/me'));
    expect(error.status).toBe(401);
    expect(error.message).toBe('Vedette, /me: Authentication to data source failed (400)');
  });

  it('cuts a page that stands in place of an answer', async () => {
    backend = new Backend({ '/me': new Failure(502, 'x'.repeat(5000)) });
    expect((await failureOf(new Client('/proxy', 10).get('/me'))).message.length).toBeLessThan(250);
  });
});
