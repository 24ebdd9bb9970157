import type { components } from './schema';

type Schemas = components['schemas'];

export type Alert = Schemas['Alert'];
export type CallEdge = Schemas['CallEdge'];
export type CallNodeKind = Schemas['CallNodeKind'];
export type Incident = Schemas['Incident'];
export type IncidentAlert = Schemas['IncidentAlert'];
export type IncidentCall = Schemas['IncidentCall'];
export type IncidentStatus = Schemas['IncidentStatus'];
export type IncidentSummary = Schemas['IncidentSummary'];
export type Me = Schemas['Me'];
export type Point = Schemas['Point'];
export type RankedCause = Schemas['RankedCause'];
export type SeriesInfo = Schemas['SeriesInfo'];
export type Severity = Schemas['Severity'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type Topology = Schemas['Topology'];
export type TopologyNode = Schemas['TopologyNode'];
