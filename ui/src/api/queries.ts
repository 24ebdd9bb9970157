import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { IncidentSearch } from "../features/incident-list/search";
import { request, type Query } from "./client";
import type * as T from "./types";

/** Every read of the console, by key. Lists are paged by cursor. */

const PAGE = 200;

function pages<I>(key: readonly unknown[], path: string, query: Query = {}) {
  return infiniteQueryOptions({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) =>
      request<T.Page<I>>(path, { query: { limit: PAGE, ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
}

export const incidentsQuery = (search: IncidentSearch) =>
  pages<T.IncidentSummary>(["incidents"], "/incidents", { ...search });

export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: ["incident", id, "record"],
    queryFn: ({ signal }) => request<T.Incident>(`/incidents/${encodeURIComponent(id)}`, { signal }),
  });

/** The store may learn of something after the event that told of it: what is on the screen is asked for again. */
const ASK_AGAIN_MS = 5000;

const ofIncident = <I>(id: string, part: string) => ({
  ...pages<I>(["incident", id, part], `/incidents/${encodeURIComponent(id)}/${part}`),
  refetchInterval: ASK_AGAIN_MS,
});

export const incidentAlertsQuery = (id: string) => ofIncident<T.IncidentAlert>(id, "alerts");
export const incidentTimelineQuery = (id: string) => ofIncident<T.TimelineEntry>(id, "timeline");
export const incidentSimilarQuery = (id: string) => ofIncident<T.SimilarIncident>(id, "similar");

export const auditQuery = (query: { incidentId?: string; seriesId?: string }) => ({
  ...pages<T.Audit>(["audit"], "/audit", query),
  refetchInterval: ASK_AGAIN_MS,
});

export const seriesQuery = (query: { name?: string; service?: string; label?: string[] }) =>
  pages<T.SeriesInfo>(["series"], "/series", query);

export const POINTS_LIMIT = 1000;

/** A period that stands, or one that ends now and goes on with it. */
export type Period = { from: number; to: number } | { hours: number };

const HOUR_MS = 3_600_000;
const SHORT_HOURS = 3;

/** What is near comes anew with every few samples; a longer period would not look different. */
function refreshOf(period: Period): number | false {
  if (!("hours" in period)) {
    return false;
  }
  return period.hours <= SHORT_HOURS ? 5_000 : 60_000;
}

export const pointsQuery = (id: string, period: Period) =>
  queryOptions({
    queryKey: ["points", id, period],
    refetchInterval: refreshOf(period),
    queryFn: async ({ signal }): Promise<T.PointList> => {
      const to = "hours" in period ? Date.now() : period.to;
      const from = "hours" in period ? to - period.hours * HOUR_MS : period.from;
      const path = `/series/${encodeURIComponent(id)}/points`;
      const read = (cursor: string | null) =>
        request<T.PointList>(path, { query: { from, to, limit: POINTS_LIMIT, cursor }, signal });
      let page = await read(null);
      const { stepMs } = page;
      const items = [...page.items];
      // The server rolls up what is long; ten pages are more than a screen has columns.
      for (let more = 0; page.next !== null && more < 10; more++) {
        page = await read(page.next);
        items.push(...page.items);
      }
      return { items, next: page.next, stepMs };
    },
    placeholderData: keepPreviousData,
  });

export const topologyQuery = (at: number | undefined) =>
  queryOptions({
    queryKey: ["topology", at ?? "now"],
    queryFn: ({ signal }) => request<T.Topology>("/topology", { query: { at }, signal }),
    refetchInterval: at === undefined ? 60_000 : false,
  });

export const silencesQuery = () => pages<T.Silence>(["silences"], "/silences");
export const maintenanceQuery = () => pages<T.MaintenanceWindow>(["maintenance"], "/maintenance");
export const modelsQuery = (query: { status?: string }) => pages<T.Model>(["models"], "/models", query);
export const modelVersionsQuery = (seriesId: string) =>
  queryOptions({
    queryKey: ["models", "versions", seriesId],
    queryFn: ({ signal }) =>
      request<T.ModelVersionList>(`/models/${encodeURIComponent(seriesId)}/versions`, { signal }),
  });
export const deadLettersQuery = (query: { reason?: string }) =>
  pages<T.DeadLetter>(["dead-letters"], "/dead-letters", query);

export const pipelineQuery = () =>
  queryOptions({
    queryKey: ["pipeline"],
    queryFn: ({ signal }) => request<T.Pipeline>("/health/pipeline", { signal }),
    refetchInterval: 5000,
  });

export const meQuery = () =>
  queryOptions({ queryKey: ["me"], queryFn: ({ signal }) => request<T.Me>("/me", { signal }), staleTime: 60_000 });

/** The demo shop; asked for only beside one. */
export const demoQuery = (enabled: boolean) =>
  queryOptions({
    queryKey: ["demo"],
    queryFn: ({ signal }) => request<T.DemoFaults>("/demo/faults", { signal }),
    refetchInterval: 5000,
    enabled,
  });

export const itemsOf = <I>(data: { pages: T.Page<I>[] } | undefined): I[] =>
  data?.pages.flatMap((page) => page.items) ?? [];
