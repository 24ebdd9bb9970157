import { describe, expect, it } from "vitest";
import type { Point } from "../../api/types";
import { columnsOf, nearest } from "./columns";

const point = (timestamp: number, more: Partial<Point> = {}): Point => ({
  ...{ timestamp, value: 5, expected: 5, lower: 4, upper: 6, anomaly: false },
  ...more,
});

describe("columnsOf", () => {
  it("draws anomalies a second time, and a side that is not watched at the edge of what is seen", () => {
    const points = [
      point(1000),
      point(2000, { value: 9, anomaly: true }),
      { timestamp: 3000, value: 5, expected: 5, upper: 6, anomaly: false },
    ];
    expect(columnsOf(points)).toEqual([
      [1, 2, 3],
      [6, 6, 6],
      [4, 4, 4],
      [5, 5, 5],
      [5, 9, 5],
      [null, 9, null],
    ]);
  });

  it("has no band while warming up", () => {
    const [, upper, lower] = columnsOf([{ timestamp: 1000, value: 5, anomaly: false }]);
    expect([upper, lower]).toEqual([[null], [null]]);
  });

  it("breaks the line where nothing was", () => {
    const [times, , , , values] = columnsOf([point(1000), point(2000), point(3000), point(60_000)]);
    expect(times).toEqual([1, 2, 3, 3.001, 60]);
    expect(values).toEqual([5, 5, 5, null, 5]);
  });
});

describe("nearest", () => {
  const points = [point(1000), point(2000, { anomaly: true }), point(3000)];
  it("prefers an anomaly within reach of the click", () => {
    expect(nearest(points, 2900, 1000)?.timestamp).toBe(2000);
    expect(nearest(points, 2900, 10)?.timestamp).toBe(3000);
    expect(nearest([], 2900, 10)).toBeNull();
  });
});
