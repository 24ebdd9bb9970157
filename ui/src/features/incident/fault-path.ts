import type { CallNodeKind, Incident, IncidentGraph, RankedCause } from "../../api/types";
import { number, percent } from "../../shared/format";
import type { GraphEdge, GraphNode } from "../graph/graph";

/**
 * The graph of an incident with the way of its likeliest cause lit. A path runs from the cause to what was noticed:
 * callee to caller, or host to what runs on it; a call is lit when the path goes along it against its direction. What
 * the incident does not hit and the path does not touch is left out, so that the rest can be read.
 */
export function faultGraph(
  graph: IncidentGraph,
  causes: RankedCause[],
  services: Incident["services"],
): { nodes: GraphNode[]; edges: GraphEdge[]; leftOut: number } {
  const path = causes[0]?.path ?? [];
  const cause = causes[0]?.entity;
  const steps = new Set(path.slice(1).map((to, index) => JSON.stringify([path[index], to])));
  const alerting = new Set(services.map((one) => one.service));
  const all = graph.nodes.map((node): GraphNode => {
    const confidence = causes.find((one) => one.entity === node.name)?.confidence;
    const isHit = alerting.has(node.name) || (node.hasSigns && node.level === "SERVICE");
    const note = node.name === cause ? `cause, ${percent(confidence)}` : isHit ? "has alerts" : "no alerts";
    const tone = node.name === cause ? "cause" : path.includes(node.name) ? "lit" : isHit ? "hit" : "dim";
    // an older release stored no kind
    const kind = node.level === "SERVICE" ? ((node.kind as CallNodeKind | undefined) ?? node.level) : node.level;
    return { id: node.name, kind, tone, note };
  });
  const nodes = all.filter((node) => node.tone !== "dim");
  const names = new Set(nodes.map((node) => node.id));
  const shown = graph.calls.filter((call) => names.has(call.caller) && names.has(call.callee));
  const calls = shown.map((call): GraphEdge => {
    const share = (call.errors ?? 0) / (call.calls ?? 0);
    const bad = Number.isFinite(share) && share > 0.05;
    return {
      from: call.caller,
      to: call.callee,
      label: bad
        ? `${percent(share)} fail`
        : call.meanMillis === undefined || call.meanMillis === 0
          ? ""
          : `${number(call.meanMillis)} ms`,
      lit: steps.has(JSON.stringify([call.callee, call.caller])),
      bad,
    };
  });
  // What runs on a host, or belongs to a service, hangs on it without a call.
  const known = new Set(calls.map((call) => JSON.stringify([call.from, call.to])));
  const hangs = [...steps]
    .map((step) => JSON.parse(step) as [string, string])
    .filter(([from, to]) => names.has(from) && names.has(to) && !known.has(JSON.stringify([to, from])))
    .map(([from, to]): GraphEdge => ({ from: to, to: from, label: "runs on", lit: true, bad: false }));
  return { nodes, edges: [...calls, ...hangs], leftOut: all.length - nodes.length };
}
