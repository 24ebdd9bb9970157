import { useQueryClient, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { matches, order, type IncidentSearch } from "../features/incident-list/search";
import { listen, type LiveState, type ServerEvent } from "./events";
import type { IncidentSummary, Page } from "./types";

type Pages = InfiniteData<Page<IncidentSummary>, string | null>;

/**
 * Puts a changed incident into a list that was read before: in its place, out of it when the filters no longer hold, or
 * new where the order wants it. What lies beyond the pages read so far comes with the next page.
 */
export function applyIncident(data: Pages, search: IncidentSearch, incident: IncidentSummary): Pages {
  const known = data.pages.flatMap((page) => page.items).find((one) => one.id === incident.id);
  if (known !== undefined && known.revision > incident.revision && known.changedAt >= incident.changedAt) {
    return data;
  }
  const compare = order(search.sort);
  const wanted = matches(incident, search);
  if (known !== undefined && wanted && compare(known, incident) === 0) {
    return mapItems(data, (items) => items.map((one) => (one.id === incident.id ? incident : one)));
  }
  const without = mapItems(data, (items) => items.filter((one) => one.id !== incident.id));
  if (!wanted) {
    return known === undefined ? data : without;
  }
  const pages = [...without.pages];
  const at = pages.findIndex((page) => {
    const last = page.items.at(-1);
    return page.next === null || (last !== undefined && compare(incident, last) < 0);
  });
  const page = pages[at];
  if (page === undefined) {
    return without;
  }
  pages[at] = { ...page, items: [...page.items, incident].sort(compare) };
  return { ...without, pages };
}

export function removeIncident(data: Pages, id: string): Pages {
  return mapItems(data, (items) => items.filter((one) => one.id !== id));
}

function mapItems(data: Pages, change: (items: IncidentSummary[]) => IncidentSummary[]): Pages {
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: change(page.items) })) };
}

type Change = IncidentSummary | { id: string; removed: true };

function changeOf(event: ServerEvent): Change | null {
  try {
    const data = JSON.parse(event.data) as unknown;
    return typeof data === "object" && data !== null && "id" in data ? (data as Change) : null;
  } catch (error) {
    console.warn("Live events: one that is not JSON was left out.", error);
    return null;
  }
}

export function applyEvent(client: QueryClient, event: ServerEvent): void {
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
  // Only what is on the screen is read anew; the rest when it is looked at.
  void client.invalidateQueries({ queryKey: ["incident", change.id] }, { cancelRefetch: false });
  void client.invalidateQueries({ queryKey: ["audit", { incidentId: change.id }] }, { cancelRefetch: false });
}

/** Keeps what is on the screen in step with the gateway's live events. To be mounted once. */
export function useLive(): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  useEffect(() => {
    const stop = new AbortController();
    let wasLost = false;
    void listen(
      {
        onEvent: (event) => applyEvent(client, event),
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
    return () => stop.abort();
  }, [client]);
  return state;
}
