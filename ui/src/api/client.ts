import { readToken } from "./token";

export const API = "/api/v1";

/** What an error means to the person who sees it. */
export type Failure = "unreachable" | "unauthorised" | "forbidden" | "missing" | "busy" | "refused" | "unexpected";

/** The one error of every request: of RFC 9457 where the server said so. */
export class ApiError extends Error {
  readonly failure: Failure;
  readonly status: number;

  constructor(failure: Failure, status: number, message: string) {
    super(message);
    this.name = "ApiError";
    this.failure = failure;
    this.status = status;
  }
}

export function failureOf(status: number): Failure {
  switch (status) {
    case 401:
      return "unauthorised";
    case 403:
      return "forbidden";
    case 404:
      return "missing";
    case 429:
    case 503:
      return "busy";
    default:
      return status >= 400 && status < 500 ? "refused" : "unexpected";
  }
}

export type Query = Record<string, string | number | readonly string[] | undefined | null>;

/** Path with the parameters that are set; a list is repeated, as the contract's style form with explode. */
export function urlOf(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") {
      continue;
    }
    if (typeof value === "object") {
      value.forEach((one) => params.append(name, one));
    } else {
      params.set(name, String(value));
    }
  }
  const text = params.toString();
  return API + path + (text === "" ? "" : `?${text}`);
}

export function headers(more: Record<string, string> = {}): Record<string, string> {
  const token = readToken();
  return token === null ? more : { ...more, Authorization: `Bearer ${token}` };
}

interface Options {
  query?: Query;
  method?: "GET" | "POST" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
}

function detailOf(text: string, status: number): string {
  try {
    const problem = JSON.parse(text) as { detail?: unknown; title?: unknown } | null;
    for (const said of [problem?.detail, problem?.title]) {
      if (typeof said === "string" && said !== "") {
        return said;
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
  }
  return `The gateway answered with status ${status}.`;
}

export async function errorOf(response: Response): Promise<ApiError> {
  return new ApiError(failureOf(response.status), response.status, detailOf(await response.text(), response.status));
}

/** Sends a request and gives the JSON of its answer; every failure is an ApiError, save that the caller aborted. */
export async function request<T>(path: string, { query, method = "GET", body, signal }: Options = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(urlOf(path, query), {
      method,
      headers: headers({
        Accept: "application/json, application/problem+json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
      credentials: "same-origin",
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") {
      throw error;
    }
    throw new ApiError("unreachable", 0, "The gateway does not answer. It may be restarting, or the network is down.");
  }
  if (!response.ok) {
    throw await errorOf(response);
  }
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.includes("json")) {
    throw new ApiError(
      "unexpected",
      response.status,
      "The answer is not JSON: something else answers in the gateway's place.",
    );
  }
  return (await response.json()) as T;
}
