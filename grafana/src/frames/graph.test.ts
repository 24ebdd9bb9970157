import type { DataFrame } from '@grafana/data';
import { cause, edge, incident, MIDNIGHT } from '../test/records';
import { incidentGraphFrames, topologyFrames } from './graph';

/** Rows of a frame as objects, by the names of its fields. */
const rows = (frame: DataFrame) =>
  Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.fields.map((field) => [field.name, field.values[row]]))
  );

const arcs = (node: Record<string, unknown>) =>
  Object.entries(node).reduce((sum, [name, value]) => (name.startsWith('arc__') ? sum + Number(value) : sum), 0);

describe('incidentGraphFrames', () => {
  it('marks both frames for the node graph', () => {
    const frames = incidentGraphFrames('A', incident());
    expect(frames.map((frame) => frame.name)).toEqual(['nodes', 'edges']);
    expect(frames.map((frame) => frame.meta?.preferredVisualisationType)).toEqual(['nodeGraph', 'nodeGraph']);
  });

  it('rings a node by how sure it is the cause', () => {
    const [nodes] = incidentGraphFrames('A', incident());
    const [db, payment, , mailer] = rows(nodes);
    expect(db).toMatchObject({ id: 'payment-db', subtitle: 'database', mainstat: '80 %', secondarystat: 'alerts' });
    expect(db.arc__cause).toBe(0.8);
    expect(db.arc__signs).toBeCloseTo(0.2);
    expect(payment).toMatchObject({ mainstat: null, arc__cause: 0, arc__signs: 1, arc__quiet: 0 });
    expect(mailer).toMatchObject({ secondarystat: null, arc__cause: 0, arc__signs: 0, arc__quiet: 1 });
    rows(nodes).forEach((node) => expect(arcs(node)).toBeCloseTo(1));
  });

  it('lights the way of the fault, which runs against the calls', () => {
    const [nodes, edges] = incidentGraphFrames('A', incident());
    expect(rows(nodes).map((node) => node.highlighted)).toEqual([true, true, true, false]);
    expect(rows(edges)).toEqual([
      expect.objectContaining({ source: 'checkout', target: 'payment', highlighted: true, thickness: 4, color: 'red' }),
      expect.objectContaining({ source: 'payment', target: 'payment-db', highlighted: true }),
      expect.objectContaining({ source: 'checkout', target: 'mailer', highlighted: false, thickness: 1, color: null }),
    ]);
    expect(rows(edges)[0]).toMatchObject({ mainstat: '412.0 ms', secondarystat: '2.0 % failed' });
    expect(rows(edges)[2]).toMatchObject({ mainstat: null, secondarystat: null });
  });

  it('draws a step that is no call: from a host to what runs on it', () => {
    const graph = {
      nodes: [
        { name: 'node-7', level: 'HOST' as const, kind: 'SERVICE' as const, hasSigns: true },
        { name: 'cart', level: 'SERVICE' as const, kind: 'SERVICE' as const, hasSigns: true },
      ],
      calls: [],
    };
    const [, edges] = incidentGraphFrames(
      'A',
      incident({ graph, causes: [cause({ entity: 'node-7', path: ['node-7', 'cart'] })] })
    );
    expect(rows(edges)).toEqual([
      expect.objectContaining({ source: 'node-7', target: 'cart', mainstat: 'fault', highlighted: true }),
    ]);
  });

  it('is empty where nothing was ranked', () => {
    const frames = incidentGraphFrames('A', incident({ graph: undefined, causes: [] }));
    expect(frames.map((frame) => frame.length)).toEqual([0, 0]);
  });
});

describe('topologyFrames', () => {
  const environment = 'production';
  const topology = {
    at: MIDNIGHT,
    nodes: [
      { name: 'checkout', kind: 'SERVICE' as const, environment },
      { name: 'payment', kind: 'SERVICE' as const, environment },
      { name: 'orders', kind: 'QUEUE' as const, environment },
    ],
    edges: [edge(), edge({ callee: 'orders', calleeKind: 'QUEUE', calls: 120, failed: 0, p95Seconds: undefined })],
    truncated: false,
  };

  it('tells rate, failures and duration', () => {
    const [nodes, edges] = topologyFrames('A', topology);
    expect(rows(edges)[0]).toMatchObject({ mainstat: '1.00 calls/s', secondarystat: '25.0 % failed, p95 250.0 ms' });
    expect(rows(edges)[1]).toMatchObject({ mainstat: '2.00 calls/s', secondarystat: '0.0 % failed' });
    expect(rows(nodes)[1]).toMatchObject({
      title: 'payment',
      subtitle: 'service · production',
      mainstat: '1.00 calls/s',
      secondarystat: '25.0 % failed',
      arc__failed: 0.25,
      arc__ok: 0.75,
    });
    expect(rows(nodes)[0]).toMatchObject({ title: 'checkout', mainstat: null, arc__unknown: 1 });
    rows(nodes).forEach((node) => expect(arcs(node)).toBeCloseTo(1));
  });

  it('weighs failures by calls where several call', () => {
    const more = {
      ...topology,
      edges: [edge(), edge({ caller: 'orders', callerKind: 'QUEUE', calls: 180, failed: 0 })],
    };
    const payment = rows(topologyFrames('A', more)[0])[1];
    // 15 of 240
    expect(payment.arc__failed).toBeCloseTo(0.0625);
    expect(payment.mainstat).toBe('4.00 calls/s');
  });

  it('joins edges to nodes by their ids', () => {
    const [nodes, edges] = topologyFrames('A', topology);
    const ids = new Set(rows(nodes).map((node) => node.id));
    rows(edges).forEach((row) => expect(ids.has(row.source) && ids.has(row.target)).toBe(true));
  });

  it('keeps a service of two environments apart', () => {
    const both = {
      ...topology,
      nodes: [...topology.nodes, { name: 'payment', kind: 'SERVICE' as const, environment: 'staging' }],
    };
    expect(new Set(rows(topologyFrames('A', both)[0]).map((node) => node.id)).size).toBe(4);
  });

  it('keeps a service apart from something without spans of the same name', () => {
    const both = {
      ...topology,
      nodes: [...topology.nodes, { name: 'payment', kind: 'EXTERNAL' as const, environment }],
      edges: [edge(), edge({ calleeKind: 'EXTERNAL', calls: 600, failed: 0 })],
    };
    const [nodes, edges] = topologyFrames('A', both);
    expect(rows(nodes)[1]).toMatchObject({ subtitle: 'service · production', mainstat: '1.00 calls/s' });
    expect(rows(nodes)[3]).toMatchObject({ subtitle: 'external · production', mainstat: '10.00 calls/s' });
    expect(new Set(rows(edges).map((row) => row.id)).size).toBe(2);
  });

  it('shows of one service its neighbours alone', () => {
    const [nodes, edges] = topologyFrames('A', topology, 'payment');
    expect(rows(nodes).map((node) => node.title)).toEqual(['checkout', 'payment']);
    expect(edges.length).toBe(1);
  });

  it('says when there is more', () => {
    expect(topologyFrames('A', { ...topology, truncated: true })[1].meta?.notices).toHaveLength(1);
    expect(topologyFrames('A', topology)[1].meta?.notices).toBeUndefined();
  });
});
