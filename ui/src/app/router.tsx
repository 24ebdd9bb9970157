import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { IncidentListPage } from "../features/incident-list/page";
import { dropUnset, moment, text, validateIncidentSearch } from "../features/incident-list/search";
import { ErrorState, SkeletonRows } from "../shared/ui/states";
import { NotFound } from "./not-found";
import { Shell } from "./shell";

/** Every page, with the search parameters that are its state. All but the first page are loaded when they are opened. */

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/incidents", search: { status: ["OPEN", "ACKNOWLEDGED", "SNOOZED"] }, replace: true });
  },
});

const incidents = createRoute({
  getParentRoute: () => root,
  path: "/incidents",
  validateSearch: validateIncidentSearch,
  component: IncidentListPage,
});

export const TABS = ["overview", "alerts", "timeline", "audit"] as const;
export type Tab = (typeof TABS)[number];

const incident = createRoute({
  getParentRoute: () => root,
  path: "/incidents/$id",
  validateSearch: (raw: Record<string, unknown>): { tab?: Tab } =>
    dropUnset({ tab: TABS.find((tab) => tab === raw["tab"]) }),
  component: lazyRouteComponent(() => import("../features/incident/page"), "IncidentPage"),
});

export interface ExploreSearch {
  name?: string;
  service?: string;
  series?: string;
  from?: number;
  to?: number;
  hours?: number;
}

export const HOURS = [1, 3, 12, 24, 168];

const explore = createRoute({
  getParentRoute: () => root,
  path: "/explore",
  validateSearch: (raw: Record<string, unknown>): ExploreSearch =>
    dropUnset({
      name: text(raw["name"]),
      service: text(raw["service"]),
      series: /^[0-9a-f]{16}$/.test(text(raw["series"]) ?? "") ? text(raw["series"]) : undefined,
      from: moment(raw["from"]),
      to: moment(raw["to"]),
      hours: HOURS.find((hours) => hours === Number(raw["hours"])),
    }),
  component: lazyRouteComponent(() => import("../features/explore/page"), "ExplorePage"),
});

const map = createRoute({
  getParentRoute: () => root,
  path: "/map",
  validateSearch: (raw: Record<string, unknown>): { at?: number; environment?: string; service?: string } =>
    dropUnset({ at: moment(raw["at"]), environment: text(raw["environment"]), service: text(raw["service"]) }),
  component: lazyRouteComponent(() => import("../features/service-map/page"), "ServiceMapPage"),
});

const silences = createRoute({
  getParentRoute: () => root,
  path: "/silences",
  validateSearch: (raw: Record<string, unknown>): { ended?: boolean } =>
    dropUnset({ ended: raw["ended"] === true || raw["ended"] === "true" ? true : undefined }),
  component: lazyRouteComponent(() => import("../features/silences/page"), "SilencesPage"),
});

export const REASONS = ["MALFORMED", "UNSUPPORTED", "TOO_LARGE", "OVER_LIMIT", "LATE", "FUTURE", "REFUSED"] as const;

const pipeline = createRoute({
  getParentRoute: () => root,
  path: "/pipeline",
  validateSearch: (raw: Record<string, unknown>): { reason?: (typeof REASONS)[number] } =>
    dropUnset({ reason: REASONS.find((reason) => reason === raw["reason"]) }),
  component: lazyRouteComponent(() => import("../features/pipeline/page"), "PipelinePage"),
});

export const MODEL_STATUSES = ["CHAMPION", "SHADOW", "REJECTED"] as const;

const models = createRoute({
  getParentRoute: () => root,
  path: "/models",
  validateSearch: (raw: Record<string, unknown>): { status?: (typeof MODEL_STATUSES)[number] } =>
    dropUnset({ status: MODEL_STATUSES.find((status) => status === raw["status"]) }),
  component: lazyRouteComponent(() => import("../features/models/page"), "ModelsPage"),
});

const demo = createRoute({
  getParentRoute: () => root,
  path: "/demo",
  component: lazyRouteComponent(() => import("../features/demo/page"), "DemoPage"),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: lazyRouteComponent(() => import("../features/settings/page"), "SettingsPage"),
});

export function createAppRouter() {
  return createRouter({
    routeTree: root.addChildren([home, incidents, incident, explore, map, silences, pipeline, models, demo, settings]),
    defaultPreload: "intent",
    defaultPendingComponent: () => (
      <div className="page">
        <SkeletonRows rows={8} height={48} />
      </div>
    ),
    defaultErrorComponent: ({ error, reset }) => (
      <ErrorState error={error instanceof Error ? error : new Error(String(error))} retry={reset} />
    ),
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
