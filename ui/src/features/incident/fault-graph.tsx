import type { Incident, IncidentGraph } from "../../api/types";
import { plural } from "../../shared/format";
import { CallGraph } from "../graph/graph";
import { faultGraph } from "./fault-path";

export default function FaultGraph({ graph, incident }: { graph: IncidentGraph; incident: Incident }) {
  const { nodes, edges, leftOut } = faultGraph(graph, incident.causes, incident.services);
  return (
    <>
      <CallGraph label="Call graph of the incident" nodes={nodes} edges={edges} height={340} />
      <p className="legend muted">
        <span className="legend-cause">likeliest cause</span>
        <span className="legend-lit">on the fault’s way</span>
        <span className="legend-hit">has alerts</span>
        <span>arrows point from caller to callee</span>
        {leftOut > 0 && <span>{plural(leftOut, "neighbour")} without alerts left out</span>}
      </p>
    </>
  );
}
