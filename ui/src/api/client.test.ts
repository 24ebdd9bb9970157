import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, request, urlOf } from "./client";
import { writeToken } from "./token";

function answers(body: string, init: ResponseInit) {
  const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(new Response(body, init)));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

const JSON_TYPE = { "Content-Type": "application/json" };

async function failureOfRequest(): Promise<ApiError> {
  const error: unknown = await request("/me").then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("urlOf", () => {
  it("repeats a list, encodes, and leaves out what is not set", () => {
    expect(urlOf("/incidents", { status: ["OPEN", "SNOOZED"], q: "a&b=c", service: undefined, cursor: null })).toBe(
      "/api/v1/incidents?status=OPEN&status=SNOOZED&q=a%26b%3Dc",
    );
  });
});

describe("request", () => {
  it("sends the token of this tab and a JSON body", async () => {
    const fetch = answers("{}", { headers: JSON_TYPE });
    writeToken("secret");
    await request("/silences", { method: "POST", body: { comment: "why" } });
    const init = fetch.mock.calls[0]?.[1];
    expect(init?.headers).toMatchObject({ Authorization: "Bearer secret", "Content-Type": "application/json" });
    expect(init?.body).toBe('{"comment":"why"}');
  });

  it("gives the detail of a problem", async () => {
    answers('{"title":"Conflict","detail":"It is merged."}', { status: 409 });
    expect(await failureOfRequest()).toMatchObject({ failure: "refused", status: 409, message: "It is merged." });
  });

  it.each([
    [401, "unauthorised"],
    [403, "forbidden"],
    [404, "missing"],
    [429, "busy"],
    [503, "busy"],
    [500, "unexpected"],
  ])("names status %i %s, also when the body is no problem", async (status, failure) => {
    answers("<html>", { status });
    expect(await failureOfRequest()).toMatchObject({
      failure,
      message: `The gateway answered with status ${status}.`,
    });
  });

  it("says that nobody answers", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed")));
    expect((await failureOfRequest()).failure).toBe("unreachable");
  });

  it("does not take a page of a proxy for an answer", async () => {
    answers("<html>", { headers: { "Content-Type": "text/html" } });
    expect((await failureOfRequest()).failure).toBe("unexpected");
  });
});
