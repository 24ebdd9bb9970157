import {
  Background,
  Controls,
  Handle,
  MarkerType,
  Position,
  ReactFlow,
  type Edge,
  type Node,
  type NodeProps,
} from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useMemo } from "react";
import { useShownTheme } from "../../shared/theme";
import { place } from "./layout";
import "./graph.css";

export interface GraphNode {
  id: string;
  kind: string;
  tone: "plain" | "cause" | "hit" | "lit" | "dim";
  note: string;
}

export interface GraphEdge {
  from: string;
  to: string;
  label: string;
  /** On the fault's way, which runs from callee to caller: against the call. */
  lit: boolean;
  bad: boolean;
}

const WIDTH = 172;
const HEIGHT = 52;
/** A graph that is wider than the screen at this zoom is moved by hand: names that cannot be read tell nothing. */
const LEGIBLE_ZOOM = 0.5;

type Data = GraphNode & Record<string, unknown>;

function Box({ data }: NodeProps<Node<Data>>) {
  return (
    <div className={`graph-node graph-node-${data.tone} graph-kind-${data.kind.toLowerCase()}`} title={data.id}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="graph-node-name">{data.id}</span>
      <span className="graph-node-note">{data.note}</span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

const TYPES = { box: Box };

interface Props {
  label: string;
  nodes: GraphNode[];
  edges: GraphEdge[];
  height: number | string;
  onSelect?: (id: string) => void;
}

/** Who calls whom, drawn left to right. Loaded when it is first shown: the library is large. */
export function CallGraph({ label, nodes, edges, height, onSelect }: Props) {
  const theme = useShownTheme();
  // The layout follows names and calls alone: numbers that change do not move anything.
  const shape = JSON.stringify([nodes.map((node) => node.id), edges.map((edge) => [edge.from, edge.to])]);
  const places = useMemo(() => {
    const [ids, calls] = JSON.parse(shape) as [string[], [string, string][]];
    return place(
      ids.map((id) => ({ id, width: WIDTH, height: HEIGHT })),
      calls.map(([from, to]) => ({ from, to })),
    );
  }, [shape]);
  const boxes: Node<Data>[] = nodes.map((node) => ({
    id: node.id,
    type: "box",
    position: places.get(node.id) ?? { x: 0, y: 0 },
    width: WIDTH,
    height: HEIGHT,
    data: { ...node },
    ariaLabel: `${node.id}: ${node.note}`,
  }));
  const arrows: Edge[] = edges.map((edge) => {
    const className = edge.lit ? "graph-edge-lit" : edge.bad ? "graph-edge-bad" : "graph-edge";
    return {
      id: JSON.stringify([edge.from, edge.to]),
      source: edge.from,
      target: edge.to,
      className,
      animated: edge.lit,
      label: edge.label,
      markerEnd: {
        type: MarkerType.ArrowClosed,
        markerUnits: "userSpaceOnUse",
        width: 18,
        height: 18,
        color: `var(--${className})`,
      },
      zIndex: edge.lit ? 1 : 0,
      ariaLabel: `${edge.from} calls ${edge.to}${edge.label === "" ? "" : `: ${edge.label}`}`,
    };
  });
  return (
    <div className="graph" style={{ height }} role="region" aria-label={label}>
      <ReactFlow
        key={shape}
        nodes={boxes}
        edges={arrows}
        nodeTypes={TYPES}
        colorMode={theme === "dark" ? "dark" : "light"}
        fitView
        fitViewOptions={{ padding: 0.08, minZoom: LEGIBLE_ZOOM, maxZoom: 1 }}
        minZoom={0.1}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        preventScrolling={false}
        zoomOnScroll={false}
        {...(onSelect === undefined ? {} : { onNodeClick: (_: unknown, node: Node) => onSelect(node.id) })}
      >
        <Background gap={20} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
