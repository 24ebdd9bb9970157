import { describe, expect, it } from "vitest";
import type { RankedCause } from "../../api/types";
import { faultGraph } from "./fault-path";

const cause = (entity: string, path: string[]): RankedCause => ({
  ...{ entity, path, level: "SERVICE", confidence: 0.9, families: [], evidence: [] },
});
const node = (name: string, hasSigns = false) => ({
  ...{ name, hasSigns, level: "SERVICE" as const, kind: "SERVICE" as const },
});
const hits = (...names: string[]) =>
  names.map((service) => ({ service, alerts: 1, firing: 1, severity: "WARNING" as const, firstAlertAt: 1 }));
const call = (caller: string, callee: string, errors = 0) => ({ caller, callee, calls: 100, errors, meanMillis: 5 });

describe("faultGraph", () => {
  const graph = {
    nodes: [node("front", true), node("cart", true), node("db"), node("other", true), node("host-1")],
    calls: [call("front", "cart"), call("cart", "db", 50), call("front", "other")],
  };

  it("lights the calls that the fault takes from callee to caller, and no others", () => {
    const { nodes, edges } = faultGraph(
      graph,
      [cause("db", ["db", "cart", "front"]), cause("other", ["other", "front"])],
      [],
    );
    expect(edges.filter((edge) => edge.lit).map((edge) => `${edge.from}>${edge.to}`)).toEqual([
      "front>cart",
      "cart>db",
    ]);
    expect(nodes.map((one) => one.tone)).toEqual(["lit", "lit", "cause", "hit"]);
  });

  it("does not light a call that runs the other way", () => {
    const { edges } = faultGraph(graph, [cause("front", ["front", "cart"])], []);
    expect(edges.find((edge) => edge.from === "front" && edge.to === "cart")?.lit).toBe(false);
  });

  it("joins a host to what runs on it", () => {
    const { edges } = faultGraph(graph, [cause("host-1", ["host-1", "cart"])], []);
    expect(edges.at(-1)).toEqual({ from: "cart", to: "host-1", label: "runs on", lit: true, bad: false });
  });

  it("shows what a service is, and of all else its level", () => {
    const { nodes } = faultGraph(
      {
        nodes: [
          { ...node("db"), kind: "DATABASE" },
          { ...node("host-1"), level: "HOST" },
        ],
        calls: [],
      },
      [],
      hits("db", "host-1"),
    );
    expect(nodes.map((one) => one.kind)).toEqual(["DATABASE", "HOST"]);
  });

  it("takes what an older release stored without a kind for a service", () => {
    const { kind, ...old } = node("cart", true);
    expect(kind).toBe("SERVICE");
    expect(faultGraph({ nodes: [old as ReturnType<typeof node>], calls: [] }, [], []).nodes[0]?.kind).toBe("SERVICE");
  });

  it("says how many calls fail", () => {
    expect(faultGraph(graph, [], hits("db")).edges[1]).toMatchObject({ label: "50 % fail", bad: true });
  });

  it("leaves out what the incident does not hit, with its calls, and says how many", () => {
    const { nodes, edges, leftOut } = faultGraph(graph, [cause("cart", ["cart", "front"])], hits("cart", "front"));
    expect(nodes.map((one) => one.id)).toEqual(["front", "cart", "other"]);
    expect(edges.map((edge) => `${edge.from}>${edge.to}`)).toEqual(["front>cart", "front>other"]);
    expect(leftOut).toBe(2);
  });

  it("marks a service whose instances alone have alerts", () => {
    const { nodes } = faultGraph(graph, [], hits("db"));
    expect(nodes.find((one) => one.id === "db")).toMatchObject({ tone: "hit", note: "has alerts" });
  });
});
