import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, getRouteApi, useNavigate } from "@tanstack/react-router";
import { incidentsQuery, itemsOf, topologyQuery } from "../../api/queries";
import type { CallEdge, Topology } from "../../api/types";
import { count, number, percent, words } from "../../shared/format";
import { Icon } from "../../shared/ui/icon";
import { Page, Panel } from "../../shared/ui/page";
import { Answer, EmptyState, SkeletonBlock } from "../../shared/ui/states";
import { Time } from "../../shared/ui/time";
import { CallGraph } from "../graph/graph";
import { dropUnset } from "../incident-list/search";
import { mapOf } from "./map";

const route = getRouteApi("/map");

export function ServiceMapPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/map" });
  const query = useQuery(topologyQuery(search.at));
  const open = itemsOf(useInfiniteQuery(incidentsQuery({ status: ["OPEN", "ACKNOWLEDGED"] })).data);
  const environments = [...new Set(query.data?.nodes.map((node) => node.environment))].sort();
  const environment = search.environment ?? environments[0];
  return (
    <Page
      title="Services"
      actions={
        environments.length > 1 && (
          <select
            className="input"
            aria-label="Environment"
            value={environment}
            onChange={(event) =>
              void navigate({ search: (before) => ({ ...before, environment: event.target.value }) })
            }
          >
            {environments.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )
      }
    >
      <Answer query={query} skeleton={<SkeletonBlock height={560} />}>
        {() => {
          if (query.data === undefined || query.data.nodes.length === 0) {
            return (
              <div className="panel">
                <EmptyState icon="map" title="No calls are known yet">
                  Send traces: who calls whom is learned from their spans.
                </EmptyState>
              </div>
            );
          }
          const topology: Topology = {
            ...query.data,
            nodes: query.data.nodes.filter((node) => node.environment === environment),
            edges: query.data.edges.filter((edge) => edge.environment === environment),
          };
          const { nodes, edges } = mapOf(
            topology,
            open.filter((one) => one.environment === environment),
          );
          const select = (service: string | undefined) =>
            void navigate({ search: (before) => dropUnset({ ...before, service }), replace: true, resetScroll: false });
          return (
            <div className="stack">
              {topology.truncated && (
                <p className="notice">There are more calls than are shown (gateway.api-max-rows).</p>
              )}
              <div className="panel">
                <CallGraph
                  label="Service map"
                  nodes={nodes}
                  edges={edges}
                  height="max(420px, calc(100vh - 330px))"
                  onSelect={select}
                />
                <p className="legend muted">
                  <span className="legend-hit">in an open incident</span>
                  <span>
                    as of <Time at={topology.at} />
                  </span>
                </p>
              </div>
              <Panel
                title={search.service ?? "Calls"}
                aside={
                  search.service !== undefined && (
                    <span className="row">
                      <Link to="/explore" search={{ service: search.service }}>
                        Metrics
                      </Link>
                      <Link to="/incidents" search={{ service: search.service }}>
                        Incidents
                      </Link>
                      <button
                        type="button"
                        className="icon-button"
                        aria-label="Show all calls"
                        onClick={() => select(undefined)}
                      >
                        <Icon name="close" />
                      </button>
                    </span>
                  )
                }
              >
                <Calls
                  edges={topology.edges.filter(
                    (edge) =>
                      search.service === undefined || edge.caller === search.service || edge.callee === search.service,
                  )}
                />
              </Panel>
            </div>
          );
        }}
      </Answer>
    </Page>
  );
}

function Calls({ edges }: { edges: CallEdge[] }) {
  if (edges.length === 0) {
    return <p className="panel-empty">No calls of it are known.</p>;
  }
  return (
    // Focusable, so that it can be scrolled by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-wrap" tabIndex={0} role="region" aria-label="Calls">
      <table>
        <thead>
          <tr>
            <th>Caller</th>
            <th>Callee</th>
            <th>Kind</th>
            <th className="num">Calls</th>
            <th className="num">Failed</th>
            <th className="num">Median</th>
            <th className="num">95 %</th>
          </tr>
        </thead>
        <tbody>
          {edges.map((edge) => (
            <tr key={`${edge.caller} ${edge.callee}`}>
              <td className="wrap">{edge.caller}</td>
              <td className="wrap">{edge.callee}</td>
              <td className="muted">{words(edge.calleeKind)}</td>
              <td className="num">{count(Math.round(edge.calls ?? 0))}</td>
              <td className="num">{percent((edge.failed ?? 0) / (edge.calls ?? 0))}</td>
              <td className="num">{seconds(edge.medianSeconds)}</td>
              <td className="num">{seconds(edge.p95Seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function seconds(value: number | undefined): string {
  return value === undefined ? "–" : value < 1 ? `${number(value * 1000)} ms` : `${number(value)} s`;
}
