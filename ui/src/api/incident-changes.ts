import type { InfiniteData } from "@tanstack/react-query";
import { matches, order, type IncidentSearch } from "../features/incident-list/search";
import type { Incident, IncidentSummary, Page } from "./types";

/** What live events tell of incidents, and what it does to answers that are there. */

export type Pages = InfiniteData<Page<IncidentSummary>, string | null>;

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

export type Change = IncidentSummary | { id: string; removed: true };

/** The record with what a newer summary says of it; the same when it is not newer. */
export function withChange(record: Incident, change: Change): Incident {
  if ("removed" in change || change.changedAt <= record.changedAt) {
    return record;
  }
  const { causes, ...told } = change; // without their evidence: the record's own tell more
  return { ...record, ...told, causes: record.causes.length > 0 ? record.causes : causes };
}

const REMEMBERED_MS = 60_000;
const MOST = 1000;

/** The newest change of each incident, of the last minute. */
export class RecentChanges {
  private readonly changes = new Map<string, { change: Change; at: number }>();

  constructor(private readonly clock: () => number) {}

  remember(change: Change): void {
    this.changes.delete(change.id); // to be the newest
    this.changes.set(change.id, { change, at: this.clock() });
    for (const [id, { at }] of this.changes) {
      if (this.changes.size <= MOST && this.clock() - at <= REMEMBERED_MS) {
        break;
      }
      this.changes.delete(id);
    }
  }

  of(id: string): Change | undefined {
    const known = this.changes.get(id);
    return known !== undefined && this.clock() - known.at <= REMEMBERED_MS ? known.change : undefined;
  }

  /** A list with the changes that it does not know yet; the same when it knows all. */
  amend(data: Pages, search: IncidentSearch): Pages {
    const listed = new Map(data.pages.flatMap(({ items }) => items).map((one) => [one.id, one]));
    let amended = data;
    for (const id of this.changes.keys()) {
      const change = this.of(id);
      const known = listed.get(id);
      if (change === undefined) {
        continue;
      }
      if ("removed" in change) {
        amended = known === undefined ? amended : removeIncident(amended, id);
      } else if (known === undefined || known.changedAt < change.changedAt) {
        amended = applyIncident(amended, search, change);
      }
    }
    return amended;
  }
}
