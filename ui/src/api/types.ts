import type { components, paths } from "./schema";

type Schemas = components["schemas"];

export type Accepted = Schemas["Accepted"];
export type Audit = Schemas["Audit"];
export type CallEdge = Schemas["CallEdge"];
export type CallNodeKind = Schemas["CallNodeKind"];
export type DeadLetter = Schemas["DeadLetter"];
export type DeadLetterReason = Schemas["DeadLetterReason"];
export type DemoFault = Schemas["DemoFault"];
export type DemoFaultKind = Schemas["DemoFaultKind"];
export type DemoFaultRequest = Schemas["DemoFaultRequest"];
export type DemoFaults = Schemas["DemoFaults"];
export type FeedbackRequest = Schemas["FeedbackRequest"];
export type FlinkHealth = Schemas["FlinkHealth"];
export type Incident = Schemas["Incident"];
export type IncidentAlert = Schemas["IncidentAlert"];
export type IncidentCommandRequest = Schemas["IncidentCommandRequest"];
export type IncidentGraph = Schemas["IncidentGraph"];
export type IncidentStatus = Schemas["IncidentStatus"];
export type IncidentSummary = Schemas["IncidentSummary"];
export type MaintenanceWindow = Schemas["MaintenanceWindow"];
export type MaintenanceRequest = Schemas["MaintenanceRequest"];
export type Me = Schemas["Me"];
export type Model = Schemas["Model"];
export type ModelVersionList = Schemas["ModelVersionList"];
export type ModelStatus = Schemas["ModelStatus"];
export type Pipeline = Schemas["Pipeline"];
export type Point = Schemas["Point"];
export type PointList = Schemas["PointList"];
export type RedriveAnswer = Schemas["RedriveAnswer"];
export type RankedCause = Schemas["RankedCause"];
export type SeriesInfo = Schemas["SeriesInfo"];
export type Severity = Schemas["Severity"];
export type Silence = Schemas["Silence"];
export type SilenceRequest = Schemas["SilenceRequest"];
export type SimilarIncident = Schemas["SimilarIncident"];
export type TimelineEntry = Schemas["TimelineEntry"];
export type Topology = Schemas["Topology"];

export type IncidentSort = NonNullable<NonNullable<paths["/incidents"]["get"]["parameters"]["query"]>["sort"]>;

/** One page of a list; next is the cursor of the page after it, null when this is the last. */
export interface Page<T> {
  items: T[];
  next: string | null;
}
