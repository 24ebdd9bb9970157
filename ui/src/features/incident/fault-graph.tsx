import type { IncidentGraph, RankedCause } from "../../api/types";
import { CallGraph } from "../graph/graph";
import { faultGraph } from "./fault-path";

export default function FaultGraph({ graph, causes }: { graph: IncidentGraph; causes: RankedCause[] }) {
  const { nodes, edges } = faultGraph(graph, causes);
  return (
    <>
      <CallGraph label="Call graph of the incident" nodes={nodes} edges={edges} height={340} />
      <p className="legend muted">
        <span className="legend-cause">likeliest cause</span>
        <span className="legend-lit">on the fault’s way</span>
        <span className="legend-hit">has alerts</span>
        <span>arrows point from caller to callee</span>
      </p>
    </>
  );
}
