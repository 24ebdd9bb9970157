import { errorOf, headers, urlOf } from "./client";

export interface ServerEvent {
  id: string | null;
  event: string;
  data: string;
}

/** Reads text/event-stream piece by piece, as the HTML standard says; a piece may end anywhere. */
export class EventStreamParser {
  private rest = "";
  private id: string | null = null;
  private event = "";
  private data: string[] = [];

  push(text: string): ServerEvent[] {
    this.rest += text;
    const done: ServerEvent[] = [];
    for (;;) {
      const end = /\r\n|\n|\r(?!$)/.exec(this.rest);
      if (end === null) {
        return done;
      }
      const line = this.rest.slice(0, end.index);
      this.rest = this.rest.slice(end.index + end[0].length);
      if (line === "") {
        if (this.data.length > 0) {
          done.push({ id: this.id, event: this.event === "" ? "message" : this.event, data: this.data.join("\n") });
        }
        this.event = "";
        this.data = [];
      } else {
        this.field(line);
      }
    }
  }

  private field(line: string): void {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") {
      this.event = value;
    } else if (name === "data") {
      this.data.push(value);
    } else if (name === "id" && !value.includes("\0")) {
      this.id = value;
    }
  }
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
/** The gateway sends something every 15 s; after three times that the connection is taken for dead. */
const SILENT_MS = 45_000;

export type LiveState = "connecting" | "live" | "lost";

interface Listener {
  onEvent: (event: ServerEvent) => void;
  onState: (state: LiveState) => void;
}

/**
 * Listens to the gateway's live events until the signal aborts; connects again by itself, at most every 30 s, and asks
 * for what came in between. EventSource is not used: it cannot send a bearer token.
 */
export async function listen({ onEvent, onState }: Listener, signal: AbortSignal): Promise<void> {
  let last: string | null = null;
  let wait = FIRST_WAIT_MS;
  const stopped = () => signal.aborted;
  onState("connecting");
  while (!stopped()) {
    const attempt = new AbortController();
    const giveUp = () => attempt.abort();
    signal.addEventListener("abort", giveUp);
    let silence = setTimeout(giveUp, SILENT_MS);
    try {
      const response = await fetch(urlOf("/events"), {
        headers: headers({ Accept: "text/event-stream", ...(last === null ? {} : { "Last-Event-ID": last }) }),
        signal: attempt.signal,
        cache: "no-store",
      });
      if (!response.ok || response.body === null) {
        throw await errorOf(response);
      }
      onState("live");
      wait = FIRST_WAIT_MS;
      const parser = new EventStreamParser();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        clearTimeout(silence);
        silence = setTimeout(giveUp, SILENT_MS);
        for (const event of parser.push(read.value)) {
          last = event.id ?? last;
          onEvent(event);
        }
      }
    } catch (error) {
      if (!stopped()) {
        console.warn("Live events: connection lost, will be made again.", error);
      }
    } finally {
      clearTimeout(silence);
      signal.removeEventListener("abort", giveUp);
    }
    if (!stopped()) {
      onState("lost");
      await pause(wait, signal);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
