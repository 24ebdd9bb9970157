import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { incidentsQuery, itemsOf } from "../../api/queries";
import type { IncidentSort } from "../../api/types";
import { plural } from "../../shared/format";
import { Page } from "../../shared/ui/page";
import { Answer, EmptyState, SkeletonRows } from "../../shared/ui/states";
import { Facets } from "./facets";
import { IncidentRows, ROW_HEIGHT } from "./rows";
import { SORTS, dropUnset, type IncidentSearch } from "./search";

const route = getRouteApi("/incidents");

export function IncidentListPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/incidents" });
  const query = useInfiniteQuery(incidentsQuery(search));
  const incidents = itemsOf(query.data);
  const set = (change: IncidentSearch) =>
    void navigate({ search: (before) => dropUnset({ ...before, ...change }), replace: true });
  const filtered = Object.keys(search).some((key) => key !== "sort" && key !== "status");
  return (
    <Page
      title="Incidents"
      actions={
        <div className="row">
          <span className="muted list-count" role="status">
            {query.data === undefined
              ? ""
              : `${plural(incidents.length, "incident")}${query.hasNextPage ? " so far" : ""}`}
          </span>
          <select
            className="input"
            aria-label="Order"
            value={search.sort ?? "-startsAt"}
            onChange={(event) => set({ sort: event.target.value as IncidentSort })}
          >
            {Object.entries(SORTS).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </div>
      }
    >
      <div className="list-layout">
        <Facets search={search} incidents={incidents} set={set} />
        <div className="panel list-panel">
          <Answer query={query} skeleton={<SkeletonRows rows={10} height={ROW_HEIGHT} />}>
            {() =>
              incidents.length === 0 ? (
                <EmptyState icon="check" title={filtered ? "No incident matches" : "All quiet"}>
                  {filtered
                    ? "Take a filter away to see more."
                    : "Nothing is open. New incidents appear here as they happen."}
                </EmptyState>
              ) : (
                <IncidentRows incidents={incidents} query={query} />
              )
            }
          </Answer>
        </div>
      </div>
      <p className="keys muted" aria-hidden="true">
        <kbd>j</kbd> <kbd>k</kbd> move · <kbd>Enter</kbd> open · <kbd>/</kbd> search
      </p>
    </Page>
  );
}
