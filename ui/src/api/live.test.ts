import { describe, expect, it } from "vitest";
import { applyIncident, RecentChanges, removeIncident, withChange } from "./incident-changes";
import type { Incident, IncidentSummary } from "./types";

function incident(id: string, startsAt: number, more: Partial<IncidentSummary> = {}): IncidentSummary {
  return {
    ...{ id, startsAt, revision: 1, environment: "default", status: "OPEN", change: "OPENED", changedAt: startsAt },
    ...{ changedBy: "vedette", reason: "", title: `title ${id}`, severity: "WARNING", openedAt: startsAt },
    ...{ lastAlertAt: startsAt, alertCount: 1, firingCount: 1, services: [], causes: [] },
    ...more,
  };
}

const pages = (...items: IncidentSummary[][]) => ({
  pages: items.map((page, index) => ({ items: page, next: index < items.length - 1 ? "more" : null })),
  pageParams: items.map((): string | null => null),
});

const ids = (data: ReturnType<typeof pages>) => data.pages.map((page) => page.items.map((one) => one.id).join(""));

describe("applyIncident", () => {
  const data = pages([incident("d", 40), incident("c", 30)], [incident("b", 20), incident("a", 10)]);

  it("puts a new one where the order wants it", () => {
    expect(ids(applyIncident(data, {}, incident("n", 50)))).toEqual(["ndc", "ba"]);
    expect(ids(applyIncident(data, {}, incident("n", 25)))).toEqual(["dc", "nba"]);
    expect(ids(applyIncident(data, {}, incident("n", 5)))).toEqual(["dc", "ban"]);
    expect(ids(applyIncident(data, { sort: "startsAt" }, incident("n", 5)))[0]).toContain("n");
  });

  it("replaces in place, and takes out what the filters no longer hold", () => {
    const resolved = incident("c", 30, { status: "RESOLVED", revision: 2, changedAt: 60 });
    const changed = applyIncident(data, {}, resolved);
    expect(ids(changed)).toEqual(["dc", "ba"]);
    expect(changed.pages[0]?.items[1]?.status).toBe("RESOLVED");
    expect(ids(applyIncident(data, { status: ["OPEN"] }, resolved))).toEqual(["d", "ba"]);
  });

  it("leaves what is not asked for out, and what is older than what is shown", () => {
    expect(applyIncident(data, { severity: ["CRITICAL"] }, incident("n", 50))).toBe(data);
    const newer = pages([incident("a", 10, { revision: 5, changedAt: 90 })]);
    expect(applyIncident(newer, {}, incident("a", 10, { revision: 4, changedAt: 80 }))).toBe(newer);
  });

  it("takes the record after a restart whose revision stepped back", () => {
    const before = pages([incident("a", 10, { revision: 5, changedAt: 80 })]);
    const after = applyIncident(before, {}, incident("a", 10, { revision: 4, changedAt: 90, title: "told again" }));
    expect(after.pages[0]?.items[0]?.title).toBe("told again");
  });

  it("lets what lies beyond the pages read come with the next page", () => {
    const open = { ...data, pages: data.pages.map((page) => ({ ...page, next: "more" })) };
    expect(ids(applyIncident(open, {}, incident("n", 5)))).toEqual(["dc", "ba"]);
  });

  it("removes by id", () => {
    expect(ids(removeIncident(data, "b"))).toEqual(["dc", "a"]);
  });
});

describe("RecentChanges", () => {
  const data = pages([incident("d", 40), incident("c", 30)]);

  it("amends an answer of a store that is behind", () => {
    const recent = new RecentChanges(() => 100);
    recent.remember(incident("n", 50));
    recent.remember(incident("c", 30, { status: "RESOLVED", revision: 2, changedAt: 60 }));
    recent.remember({ id: "d", removed: true });
    expect(ids(recent.amend(data, { status: ["OPEN"] }))).toEqual(["n"]);
  });

  it("leaves an answer that knows it all, or more, as it is", () => {
    const recent = new RecentChanges(() => 100);
    recent.remember(incident("d", 40, { changedAt: 35 }));
    expect(recent.amend(data, {})).toBe(data);
  });

  it("forgets after a minute", () => {
    let now = 0;
    const recent = new RecentChanges(() => now);
    recent.remember(incident("n", 50));
    now = 60_001;
    expect(recent.of("n")).toBeUndefined();
    expect(recent.amend(data, {})).toBe(data);
  });
});

describe("withChange", () => {
  const record: Incident = { ...incident("a", 10), alerts: [], changes: [], similar: [], causes: [] };

  it("takes what is newer, and keeps what a summary does not tell", () => {
    const next = withChange(record, incident("a", 10, { status: "ACKNOWLEDGED", revision: 2, changedAt: 20 }));
    expect(next).toMatchObject({ status: "ACKNOWLEDGED", alerts: [] });
    expect(withChange(next, incident("a", 10))).toBe(next);
  });
});
