import { Graph, layout } from "@dagrejs/dagre";

export interface Box {
  id: string;
  width: number;
  height: number;
}

/**
 * Where each box goes, top left corner: callers left of whom they call. Cycles and unknown ends are allowed. The library
 * keeps names as keys of plain objects; it gets numbers, since a service may be called __proto__.
 */
export function place(boxes: Box[], calls: { from: string; to: string }[]): Map<string, { x: number; y: number }> {
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 20, ranksep: 70, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const keys = new Map(boxes.map(({ id }, index) => [id, `n${index}`]));
  boxes.forEach(({ width, height }, index) => graph.setNode(`n${index}`, { width, height }));
  for (const { from, to } of calls) {
    const [caller, callee] = [keys.get(from), keys.get(to)];
    if (caller !== undefined && callee !== undefined && caller !== callee) {
      graph.setEdge(caller, callee);
    }
  }
  layout(graph);
  return new Map(
    boxes.map(({ id, width, height }, index) => {
      const { x, y } = graph.node(`n${index}`) as { x: number; y: number };
      return [id, { x: x - width / 2, y: y - height / 2 }];
    }),
  );
}
