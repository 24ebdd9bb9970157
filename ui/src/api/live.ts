import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { IncidentSearch } from "../features/incident-list/search";
import { listen, type LiveState, type ServerEvent } from "./events";
import { applyIncident, RecentChanges, removeIncident, withChange, type Change, type Pages } from "./incident-changes";
import type { Incident } from "./types";

function changeOf(event: ServerEvent): Change | null {
  try {
    const data = JSON.parse(event.data) as unknown;
    return typeof data === "object" && data !== null && "id" in data ? (data as Change) : null;
  } catch (error) {
    console.warn("Live events: one that is not JSON was left out.", error);
    return null;
  }
}

function applyToLists(client: QueryClient, change: Change): void {
  for (const query of client.getQueryCache().findAll({ queryKey: ["incidents"] })) {
    const search = query.queryKey[1] as IncidentSearch;
    client.setQueryData<Pages>(query.queryKey, (data) =>
      data === undefined
        ? data
        : "removed" in change
          ? removeIncident(data, change.id)
          : applyIncident(data, search, change),
    );
  }
}

export function applyEvent(client: QueryClient, recent: RecentChanges, event: ServerEvent): void {
  if (event.event === "reset") {
    void client.invalidateQueries();
    return;
  }
  if (event.event === "silence") {
    void client.invalidateQueries({ queryKey: ["silences"] });
    return;
  }
  const change = event.event === "incident" ? changeOf(event) : null;
  if (change === null) {
    return;
  }
  recent.remember(change);
  applyToLists(client, change);
  client.setQueryData<Incident>(["incident", change.id, "record"], (record) => record && withChange(record, change));
  // Only what is on the screen is read anew; the rest when it is looked at.
  void client.invalidateQueries({ queryKey: ["incident", change.id] }, { cancelRefetch: false });
  void client.invalidateQueries({ queryKey: ["audit", { incidentId: change.id }] }, { cancelRefetch: false });
}

const ASK_AGAIN_MS = 1000;

/** Answers are the store's, which is behind the live events by its batches: they learn what was told meanwhile. */
export function keepAnswersInStep(client: QueryClient, recent: RecentChanges): () => void {
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "success" || event.action.manual === true) {
      return;
    }
    const { state } = event.query;
    const queryKey = event.query.queryKey as readonly unknown[];
    const [kind, of, part] = queryKey;
    if (kind === "incidents") {
      client.setQueryData<Pages>(queryKey, (data) => data && recent.amend(data, of as IncidentSearch));
    } else if (kind === "incident" && part === "record") {
      const change = recent.of(String(of));
      const record = state.data as Incident;
      if (change !== undefined && withChange(record, change) !== record) {
        client.setQueryData(queryKey, withChange(record, change));
        setTimeout(() => void client.invalidateQueries({ queryKey: ["incident", of] }), ASK_AGAIN_MS);
      }
    }
  });
}

/** Keeps what is on the screen in step with the gateway's live events. To be mounted once. */
export function useLive(): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  useEffect(() => {
    const stop = new AbortController();
    const recent = new RecentChanges(Date.now);
    const leave = keepAnswersInStep(client, recent);
    let wasLost = false;
    void listen(
      {
        onEvent: (event) => applyEvent(client, recent, event),
        onState: (next) => {
          if (next === "live" && wasLost) {
            void client.invalidateQueries();
          }
          wasLost = next === "lost";
          setState(next);
        },
      },
      stop.signal,
    );
    return () => {
      leave();
      stop.abort();
    };
  }, [client]);
  return state;
}
