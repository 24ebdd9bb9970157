import {
  createDataFrame,
  FieldColorModeId,
  FieldType,
  NodeGraphDataFrameFieldNames as Name,
  type DataFrame,
  type FieldConfig,
  type FieldDTO,
} from '@grafana/data';
import type { CallEdge, CallNodeKind, Incident, IncidentCall, Topology } from '../api/records';

/** A node of Grafana's node graph; arcs are shares that add up to 1. */
interface Node {
  id: string;
  title: string;
  subtitle: string;
  mainStat?: string;
  secondaryStat?: string;
  arcs: Record<string, number>;
  /** Whether it is lit and the others dimmed; left out of a graph where nothing is. */
  highlighted?: boolean;
}

interface Edge {
  source: string;
  target: string;
  mainStat?: string;
  secondaryStat?: string;
  highlighted?: boolean;
}

interface Arc {
  name: string;
  label: string;
  colour: string;
}

const CAUSE_ARCS: readonly Arc[] = [
  { name: 'cause', label: 'confidence that it is the cause', colour: 'red' },
  { name: 'signs', label: 'has alerts', colour: 'orange' },
  { name: 'quiet', label: 'no alerts', colour: 'green' },
];

const CALL_ARCS: readonly Arc[] = [
  { name: 'failed', label: 'calls that failed', colour: 'red' },
  { name: 'ok', label: 'calls that did not', colour: 'green' },
  { name: 'unknown', label: 'no calls seen', colour: 'text' },
];

/** Colour of a call that the fault took. */
const HIGHLIGHT = 'red';

/**
 * The part of the dependency graph that an incident is about, as two frames of a node graph. A node's ring is red by how
 * sure it is the cause, else orange where alerts are about it; the way of the fault from the first cause is lit. Without
 * a graph (nothing was ranked) both frames are empty.
 */
export function incidentGraphFrames(refId: string, incident: Incident): DataFrame[] {
  const graph = incident.graph ?? { nodes: [], calls: [] };
  const path = incident.causes[0]?.path ?? [];
  const onPath = new Set(path);
  const confidence = new Map(incident.causes.map((cause) => [cause.entity, cause.confidence ?? 0]));
  const nodes = graph.nodes.map((node): Node => {
    const sure = Math.min(1, Math.max(0, confidence.get(node.name) ?? 0));
    return {
      id: node.name,
      title: node.name,
      subtitle: [(node.level === 'SERVICE' ? node.kind : node.level).toLowerCase(), node.service, node.host]
        .filter(Boolean)
        .join(' · '),
      mainStat: confidence.has(node.name) ? `${Math.round(sure * 100)} %` : undefined,
      secondaryStat: node.hasSigns ? 'alerts' : undefined,
      arcs: { cause: sure, signs: node.hasSigns ? 1 - sure : 0, quiet: node.hasSigns ? 0 : 1 - sure },
      highlighted: onPath.has(node.name),
    };
  });
  return [
    nodesFrame(refId, nodes, CAUSE_ARCS),
    edgesFrame(refId, [...callsOf(graph.calls, path), ...stepsOf(graph, path)]),
  ];
}

/** Calls of an incident; one that the fault took, against its direction, is lit. */
function callsOf(calls: readonly IncidentCall[], path: readonly string[]): Edge[] {
  const steps = new Set(path.slice(1).map((caller, index) => pair(caller, path[index])));
  return calls.map((call) => ({
    source: call.caller,
    target: call.callee,
    mainStat: call.meanMillis === undefined || call.meanMillis === 0 ? undefined : `${call.meanMillis.toFixed(1)} ms`,
    secondaryStat: failedShare(call.calls, call.errors),
    highlighted: steps.has(pair(call.caller, call.callee)),
  }));
}

/** Steps of the fault that are no call, as from a host to what runs on it. */
function stepsOf(graph: NonNullable<Incident['graph']>, path: readonly string[]): Edge[] {
  const known = new Set(graph.nodes.map((node) => node.name));
  const calls = new Set(graph.calls.map((call) => pair(call.caller, call.callee)));
  return path
    .slice(1)
    .map((to, index) => ({ from: path[index], to }))
    .filter(({ from, to }) => known.has(from) && known.has(to) && !calls.has(pair(to, from)))
    .map(({ from, to }) => ({ source: from, target: to, mainStat: 'fault', highlighted: true }));
}

/** Who calls whom, as two frames of a node graph: rates, failures and durations of the newest interval of each edge. */
export function topologyFrames(refId: string, topology: Topology, service?: string): DataFrame[] {
  const edges = topology.edges.filter((edge) => !service || edge.caller === service || edge.callee === service);
  const touched = new Set(edges.flatMap((edge) => [callerId(edge), calleeId(edge)]));
  const nodes = topology.nodes
    .map((node) => ({ node, id: nodeId(node.environment, node.kind, node.name) }))
    .filter(({ node, id }) => !service || node.name === service || touched.has(id))
    .map(({ node, id }): Node => {
      const into = edges.filter((edge) => calleeId(edge) === id);
      const rate = sum(into.map(rateOf));
      const failed = rate === 0 ? 0 : sum(into.map((edge) => rateOf(edge) * shareOf(edge.calls, edge.failed))) / rate;
      return {
        id,
        title: node.name,
        subtitle: `${node.kind.toLowerCase()} · ${node.environment}`,
        mainStat: rate === 0 ? undefined : `${rate.toFixed(2)} calls/s`,
        secondaryStat: rate === 0 ? undefined : `${(failed * 100).toFixed(1)} % failed`,
        arcs: { failed, ok: rate === 0 ? 0 : 1 - failed, unknown: rate === 0 ? 1 : 0 },
      };
    });
  return [
    nodesFrame(refId, nodes, CALL_ARCS),
    edgesFrame(
      refId,
      edges.map((edge) => ({
        source: callerId(edge),
        target: calleeId(edge),
        mainStat: `${rateOf(edge).toFixed(2)} calls/s`,
        secondaryStat: [failedShare(edge.calls, edge.failed), p95(edge)].filter(Boolean).join(', ') || undefined,
      })),
      topology.truncated ? 'There are more calls than Vedette tells.' : undefined
    ),
  ];
}

// JSON keeps texts apart whatever is in them.
const pair = (a: string, b: string) => JSON.stringify([a, b]);
// Something without spans may be called as a service is: the kind is part of the name.
const nodeId = (environment: string, kind: CallNodeKind, name: string) => JSON.stringify([environment, kind, name]);
const callerId = (edge: CallEdge) => nodeId(edge.environment, edge.callerKind, edge.caller);
const calleeId = (edge: CallEdge) => nodeId(edge.environment, edge.calleeKind, edge.callee);
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const rateOf = (edge: CallEdge) => (edge.end > edge.start ? ((edge.calls ?? 0) * 1000) / (edge.end - edge.start) : 0);
const p95 = (edge: CallEdge) => (edge.p95Seconds === undefined ? '' : `p95 ${(edge.p95Seconds * 1000).toFixed(1)} ms`);
const shareOf = (all: number | undefined, failed: number | undefined) =>
  all === undefined || all === 0 ? 0 : Math.min(1, (failed ?? 0) / all);

function failedShare(all: number | undefined, failed: number | undefined): string | undefined {
  return all === undefined || all === 0 ? undefined : `${(shareOf(all, failed) * 100).toFixed(1)} % failed`;
}

function nodesFrame(refId: string, nodes: readonly Node[], arcs: readonly Arc[]): DataFrame {
  return graphFrame(refId, 'nodes', [
    column(Name.id, FieldType.string, nodes, (node) => node.id),
    column(Name.title, FieldType.string, nodes, (node) => node.title),
    column(Name.subTitle, FieldType.string, nodes, (node) => node.subtitle),
    column(Name.mainStat, FieldType.string, nodes, (node) => node.mainStat),
    column(Name.secondaryStat, FieldType.string, nodes, (node) => node.secondaryStat),
    ...arcs.map((arc) =>
      column(`${Name.arc}${arc.name}`, FieldType.number, nodes, (node) => node.arcs[arc.name], {
        displayName: arc.label,
        color: { mode: FieldColorModeId.Fixed, fixedColor: arc.colour },
      })
    ),
    ...highlights(nodes),
  ]);
}

function edgesFrame(refId: string, edges: readonly Edge[], notice?: string): DataFrame {
  return graphFrame(
    refId,
    'edges',
    [
      column(Name.id, FieldType.string, edges, (edge) => pair(edge.source, edge.target)),
      column(Name.source, FieldType.string, edges, (edge) => edge.source),
      column(Name.target, FieldType.string, edges, (edge) => edge.target),
      column(Name.mainStat, FieldType.string, edges, (edge) => edge.mainStat),
      column(Name.secondaryStat, FieldType.string, edges, (edge) => edge.secondaryStat),
      column(Name.thickness, FieldType.number, edges, (edge) => (edge.highlighted ? 4 : 1)),
      column(Name.color, FieldType.string, edges, (edge) => (edge.highlighted ? HIGHLIGHT : undefined)),
      ...highlights(edges),
    ],
    notice
  );
}

const highlights = (rows: ReadonlyArray<Node | Edge>): FieldDTO[] =>
  rows.some((row) => row.highlighted === true)
    ? [column(Name.highlighted, FieldType.boolean, rows, (row) => row.highlighted === true)]
    : [];

function column<T>(
  name: string,
  type: FieldType,
  rows: readonly T[],
  value: (row: T) => unknown,
  config: FieldConfig = {}
): FieldDTO {
  return { name, type, config, values: rows.map((row) => value(row) ?? null) };
}

function graphFrame(refId: string, name: 'nodes' | 'edges', fields: FieldDTO[], notice?: string): DataFrame {
  return createDataFrame({
    refId,
    name,
    fields,
    meta: {
      preferredVisualisationType: 'nodeGraph',
      ...(notice === undefined ? {} : { notices: [{ severity: 'warning' as const, text: notice }] }),
    },
  });
}
