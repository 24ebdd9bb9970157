import type { Alert, CallEdge, Incident, IncidentSummary, Point, RankedCause, SeriesInfo } from '../api/records';

/** 2026-01-01T00:00:00Z. */
export const MIDNIGHT = 1_767_225_600_000;
export const MINUTE = 60_000;

export const INCIDENT_ID = '00c0ffee00c0ffee';
export const SERIES_ID = 'a1b2c3d4e5f60718';

export function cause(changes: Partial<RankedCause> = {}): RankedCause {
  return {
    entity: 'payment-db',
    level: 'SERVICE',
    score: 12.5,
    confidence: 0.8,
    families: ['latency'],
    since: MIDNIGHT - MINUTE,
    path: ['payment-db', 'payment', 'checkout'],
    evidence: [],
    ...changes,
  };
}

export function summary(changes: Partial<IncidentSummary> = {}): IncidentSummary {
  return {
    id: INCIDENT_ID,
    revision: 3,
    environment: 'production',
    status: 'OPEN',
    change: 'UPDATED',
    changedAt: MIDNIGHT + MINUTE,
    changedBy: 'vedette',
    reason: '2 alerts joined',
    title: 'checkout: MetricAboveBand and 4 more',
    severity: 'CRITICAL',
    startsAt: MIDNIGHT,
    openedAt: MIDNIGHT,
    lastAlertAt: MIDNIGHT + MINUTE,
    alertCount: 5,
    firingCount: 4,
    services: [{ service: 'checkout', alerts: 3, firing: 3, severity: 'CRITICAL', firstAlertAt: MIDNIGHT }],
    causes: [cause()],
    ...changes,
  };
}

/** checkout calls payment calls payment-db; the fault began at payment-db. mailer is beside the way. */
export function incident(changes: Partial<Incident> = {}): Incident {
  return {
    ...summary(),
    alerts: [],
    changes: [],
    similar: [],
    graph: {
      nodes: [
        { name: 'payment-db', level: 'SERVICE', kind: 'DATABASE', hasSigns: true },
        { name: 'payment', level: 'SERVICE', kind: 'SERVICE', hasSigns: true },
        { name: 'checkout', level: 'SERVICE', kind: 'SERVICE', hasSigns: true },
        { name: 'mailer', level: 'SERVICE', kind: 'SERVICE', hasSigns: false },
      ],
      calls: [
        { caller: 'checkout', callee: 'payment', calls: 800, errors: 16, meanMillis: 412 },
        { caller: 'payment', callee: 'payment-db', calls: 1600, errors: 0, meanMillis: 380 },
        { caller: 'checkout', callee: 'mailer', calls: 0, errors: 0, meanMillis: 0 },
      ],
    },
    ...changes,
  };
}

export function alert(changes: Partial<Alert> = {}): Alert {
  return {
    id: `${SERIES_ID}-${MIDNIGHT}`,
    fingerprint: SERIES_ID,
    status: 'FIRING',
    name: 'MetricAboveBand',
    seriesId: SERIES_ID,
    metric: 'queue_depth',
    service: 'mailer',
    labels: {},
    severity: 'WARNING',
    startsAt: MIDNIGHT,
    updatedAt: MIDNIGHT + MINUTE,
    detector: 'residuals',
    modelVersion: 'online',
    summary: 'queue_depth is 17, above the 3 usual',
    ...changes,
  };
}

export const SERIES: SeriesInfo = {
  seriesId: SERIES_ID,
  series: 'queue_depth{service="mailer"}',
  metric: 'queue_depth',
  service: 'mailer',
  labels: { service: 'mailer' },
};

export function point(minute: number, changes: Partial<Point> = {}): Point {
  return {
    timestamp: MIDNIGHT + minute * MINUTE,
    value: 5,
    expected: 4,
    lower: 2,
    upper: 6,
    score: 0.1,
    anomaly: false,
    outcome: 'SCORED',
    ...changes,
  };
}

/** 60 calls in a minute, 15 of them failed: 1 call a second, a quarter failed. */
export function edge(changes: Partial<CallEdge> = {}): CallEdge {
  return {
    environment: 'production',
    caller: 'checkout',
    callerKind: 'SERVICE',
    callee: 'payment',
    calleeKind: 'SERVICE',
    start: MIDNIGHT,
    end: MIDNIGHT + MINUTE,
    spans: 60,
    calls: 60,
    failed: 15,
    p95Seconds: 0.25,
    ...changes,
  };
}
