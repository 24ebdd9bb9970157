import type { IncidentSort, IncidentStatus, IncidentSummary, Severity } from "../../api/types";

/** The filters of the incident list: they are the URL's search parameters and the API's query alike. */
export interface IncidentSearch {
  status?: IncidentStatus[];
  severity?: Severity[];
  service?: string;
  since?: number;
  until?: number;
  q?: string;
  sort?: IncidentSort;
}

export const STATUSES: readonly IncidentStatus[] = ["OPEN", "ACKNOWLEDGED", "SNOOZED", "RESOLVED", "MERGED"];
export const SEVERITIES: readonly Severity[] = ["CRITICAL", "WARNING", "INFO"];
export const SORTS: Record<IncidentSort, string> = {
  "-startsAt": "Newest first",
  startsAt: "Oldest first",
  "-changedAt": "Last changed first",
  changedAt: "Longest unchanged first",
  "-severity": "Gravest first",
  severity: "Least grave first",
  "-alertCount": "Most alerts first",
  alertCount: "Fewest alerts first",
};

function oneOf<T extends string>(known: readonly T[], value: unknown): T[] | undefined {
  const given: unknown[] = Array.isArray(value) ? value : [value];
  const chosen = known.filter((one) => given.includes(one));
  return chosen.length === 0 ? undefined : chosen;
}

export function text(value: unknown, longest = 200): string | undefined {
  const said = typeof value === "number" ? String(value) : value;
  return typeof said === "string" && said.trim() !== "" ? said.slice(0, longest) : undefined;
}

export function moment(value: unknown): number | undefined {
  const ms = Number(value);
  return value !== "" && value !== null && Number.isSafeInteger(ms) && ms >= 0 && ms < 253402300800000 ? ms : undefined;
}

/** Takes what it understands of a URL somebody pasted; what it does not is left out. */
export function validateIncidentSearch(raw: Record<string, unknown>): IncidentSearch {
  return dropUnset({
    status: oneOf(STATUSES, raw["status"]),
    severity: oneOf(SEVERITIES, raw["severity"]),
    service: text(raw["service"]),
    since: moment(raw["since"]),
    until: moment(raw["until"]),
    q: text(raw["q"]),
    sort: oneOf(Object.keys(SORTS) as IncidentSort[], raw["sort"])?.[0],
  });
}

/** Without the keys that are not set, so that they do not show in the URL. */
export function dropUnset<T extends object>(search: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Whether an incident that came as a live event belongs into the list with these filters. */
export function matches(incident: IncidentSummary, search: IncidentSearch): boolean {
  const words = search.q?.toLowerCase().split(/\s+/) ?? [];
  const told = [incident.title, ...incident.services.map((one) => one.service)].join("\n").toLowerCase();
  return (
    (search.status?.includes(incident.status) ?? true) &&
    (search.severity?.includes(incident.severity) ?? true) &&
    (search.service === undefined || incident.services.some((one) => one.service === search.service)) &&
    incident.startsAt >= (search.since ?? 0) &&
    incident.startsAt < (search.until ?? Infinity) &&
    words.every((word) => told.includes(word))
  );
}

const RANK: Record<string, number> = { INFO: 0, WARNING: 1, CRITICAL: 2 };

/** The order of the list, as the server sorts it: ties by id, in the direction of the key. */
export function order(sort: IncidentSort = "-startsAt"): (a: IncidentSummary, b: IncidentSummary) => number {
  const sign = sort.startsWith("-") ? -1 : 1;
  const key = sort.replace("-", "");
  const value = (incident: IncidentSummary) => {
    switch (key) {
      case "severity":
        return RANK[incident.severity] ?? 0;
      case "changedAt":
        return incident.changedAt;
      case "alertCount":
        return incident.alertCount;
      default:
        return incident.startsAt;
    }
  };
  return (a, b) => sign * (value(a) - value(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
