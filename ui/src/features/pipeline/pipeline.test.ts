import { describe, expect, it } from "vitest";
import type { Pipeline } from "../../api/types";
import { payloadText } from "./payload";
import { ratesBetween } from "./throughput";

const pipeline = (at: number, records: Record<string, number>): Pipeline => ({
  at,
  kafka: { ready: true, reason: "" },
  live: { caughtUp: true, clients: 0 },
  topics: Object.entries(records).map(([name, n]) => ({ name, partitions: 1, records: n })),
  groups: [],
});

describe("ratesBetween", () => {
  it("is the difference a second, of topics known twice that grew", () => {
    const rates = ratesBetween(pipeline(1000, { a: 10, b: 100 }), pipeline(6000, { a: 35, b: 3, c: 7 }));
    expect([...rates]).toEqual([["a", 5]]);
  });
  it("is unknown when no time went by", () => {
    expect(ratesBetween(pipeline(1000, { a: 10 }), pipeline(1000, { a: 20 })).size).toBe(0);
  });
});

describe("payloadText", () => {
  it("shows text as it is, also beyond ASCII", () => {
    const bytes = new TextEncoder().encode('{"größe": 1}\n');
    expect(payloadText(btoa(String.fromCharCode(...bytes)))).toBe('{"größe": 1}\n');
  });
  it("shows bytes that are no text, and controls, as \\xNN", () => {
    expect(payloadText(btoa("\xff\x0aA\x80"))).toBe("\\xff\\x0aA\\x80");
    expect(payloadText(btoa("a\x1b[31m"))).toBe("a\\x1b[31m");
  });
  it("shows what is not Base64 as it came", () => {
    expect(payloadText("%%%")).toBe("%%%");
  });
});
