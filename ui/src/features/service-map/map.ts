import type { IncidentSummary, Topology } from "../../api/types";
import { count, percent, plural, words } from "../../shared/format";
import type { GraphEdge, GraphNode } from "../graph/graph";

const FAILING = 0.05;

/** The map: services of open incidents marked, calls that fail too. */
export function mapOf(topology: Topology, open: IncidentSummary[]): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const incidents = new Map<string, number>();
  for (const incident of open) {
    for (const { service } of incident.services) {
      incidents.set(service, (incidents.get(service) ?? 0) + 1);
    }
  }
  return {
    nodes: topology.nodes.map((node) => {
      const n = incidents.get(node.name) ?? 0;
      return {
        id: node.name,
        kind: node.kind,
        tone: n > 0 ? "hit" : "plain",
        note: n > 0 ? plural(n, "incident") : words(node.kind),
      };
    }),
    edges: topology.edges.map((edge) => {
      const failed = (edge.failed ?? 0) / (edge.calls ?? 0);
      const bad = Number.isFinite(failed) && failed > FAILING;
      return {
        from: edge.caller,
        to: edge.callee,
        label: bad ? `${percent(failed)} fail` : count(Math.round(edge.calls ?? 0)),
        lit: false,
        bad,
      };
    }),
  };
}
