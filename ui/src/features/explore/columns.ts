import type { AlignedData } from "uplot";
import type { Point } from "../../api/types";

/** Between points further apart than this many usual steps the line is broken: nothing was there. */
const GAP_STEPS = 5;

/**
 * The points as uPlot's columns: seconds, upper, lower, expected, value, anomalies. A side that is not watched is drawn
 * at the edge of what is seen, so that the band reaches there.
 */
export function columnsOf(points: Point[]): AlignedData {
  const finite = points.flatMap((point) =>
    [point.value, point.expected, point.lower, point.upper].filter((one) => one !== undefined),
  );
  const least = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const most = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  const longest = GAP_STEPS * usualStep(points);
  const rows: (number | null)[][] = [];
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before !== undefined && point.timestamp - before.timestamp > longest) {
      rows.push([(before.timestamp + 1) / 1000, null, null, null, null, null]);
    }
    const known = point.expected !== undefined;
    rows.push([
      point.timestamp / 1000,
      point.upper ?? (known ? most : null),
      point.lower ?? (known ? least : null),
      point.expected ?? null,
      point.value ?? null,
      point.anomaly ? (point.value ?? null) : null,
    ]);
  });
  return [0, 1, 2, 3, 4, 5].map((column) => rows.map((row) => row[column] ?? null)) as unknown as AlignedData;
}

function usualStep(points: Point[]): number {
  const steps = points.slice(1).map((point, index) => point.timestamp - (points[index]?.timestamp ?? 0));
  steps.sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? Infinity;
}

/** The point next to a moment; an anomaly wins over a nearer point that is none, within a few pixels' time. */
export function nearest(points: Point[], at: number, reach: number): Point | null {
  let best: Point | null = null;
  let bestDistance = Infinity;
  for (const point of points) {
    const distance = Math.abs(point.timestamp - at) - (point.anomaly ? reach : 0);
    if (distance < bestDistance) {
      best = point;
      bestDistance = distance;
    }
  }
  return best;
}
