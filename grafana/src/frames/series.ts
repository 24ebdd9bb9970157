import { FieldType, createDataFrame, type DataFrame, type FieldConfig } from '@grafana/data';
import type { Listed } from '../api/client';
import type { Point, SeriesInfo } from '../api/records';
import { cutNotice } from './frame';

/** A stretch of points that left their band, one after the other. Times in milliseconds since the epoch. */
export interface Run {
  from: number;
  to: number;
  /** Highest score, 0 to 1. */
  score: number;
  points: number;
}

/**
 * The points of a series as one frame: value, expected, lower, upper (same unit), score (0 to 1) and anomaly. lower is the
 * floor that the fill of upper reaches down to, so a graph shows a band without any option set.
 */
export function seriesFrame(refId: string, series: SeriesInfo, points: Listed<Point>): DataFrame {
  const rows = points.items;
  const column = (name: string, value: (point: Point) => number | undefined, config: FieldConfig) => ({
    name,
    type: FieldType.number,
    labels: { series: series.series },
    config: { displayNameFromDS: displayName(series, name), ...config },
    values: rows.map((point) => value(point) ?? null),
  });
  return createDataFrame({
    refId,
    name: series.series,
    meta: { ...cutNotice(points, 'points of the series'), custom: { seriesId: series.seriesId } },
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: rows.map((point) => point.timestamp) },
      column('value', (point) => point.value, { custom: { lineWidth: 2 } }),
      column('expected', (point) => point.expected, { custom: { lineStyle: { fill: 'dash', dash: [6, 4] } } }),
      column('lower', (point) => point.lower, { custom: { lineWidth: 0 } }),
      column('upper', (point) => point.upper, {
        custom: { lineWidth: 0, fillOpacity: 15, fillBelowTo: displayName(series, 'lower') },
      }),
      column('score', (point) => point.score, { min: 0, max: 1, custom: { axisPlacement: 'right' } }),
      column('anomaly', (point) => (point.anomaly ? 1 : 0), { min: 0, max: 1, custom: { axisPlacement: 'hidden' } }),
    ],
  });
}

const displayName = (series: SeriesInfo, name: string) => `${series.series} ${name}`;

/** Neighbouring anomalies as one run each; points are in the order of time. */
export function runsOf(points: readonly Point[]): Run[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  for (const point of points) {
    if (!point.anomaly) {
      open = undefined;
      continue;
    }
    const end = point.timestamp + (point.stepMs ?? 0);
    if (open === undefined) {
      open = { from: point.timestamp, to: end, score: point.score ?? 0, points: 1 };
      runs.push(open);
    } else {
      open.to = end;
      open.score = Math.max(open.score, point.score ?? 0);
      open.points += 1;
    }
  }
  return runs;
}
