import { useEffect, useRef } from "react";
import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Point } from "../../api/types";
import { number } from "../../shared/format";
import { useShownTheme } from "../../shared/theme";
import { columnsOf, nearest } from "./columns";

const CLICK_REACH_PX = 8;
const DRAG_PX = 10;

interface Props {
  points: Point[];
  height: number;
  onPoint: (point: Point) => void;
  onZoom: (from: number, to: number) => void;
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

// Of each tick step: what a tick says, and what is added where the year, the day or the minute is another; 24 hours.
const TIMES: UPlot.Axis.Values = [
  [31_536_000, "{YYYY}", null, null, null, null, null, null, 1],
  [2_419_200, "{MMM}", "\n{YYYY}", null, null, null, null, null, 1],
  [86_400, "{D} {MMM}", "\n{YYYY}", null, null, null, null, null, 1],
  [60, "{HH}:{mm}", "\n{D} {MMM} {YYYY}", null, "\n{D} {MMM}", null, null, null, 1],
  [1, ":{ss}", "\n{D} {MMM} {HH}:{mm}", null, "\n{D} {MMM} {HH}:{mm}", null, "\n{HH}:{mm}", null, 1],
];

function optionsOf(width: number, height: number): UPlot.Options {
  const grid = { stroke: colour("--line"), width: 1 };
  const axis = { stroke: colour("--muted"), grid, ticks: grid, font: "12px system-ui, sans-serif" };
  const edge: UPlot.Series = { stroke: colour("--band"), width: 1, points: { show: false } };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { drag: { x: true, y: false, setScale: false, dist: DRAG_PX }, points: { show: true } },
    scales: { x: { time: true } },
    axes: [
      { ...axis, values: TIMES },
      { ...axis, size: 64, values: (_, ticks) => ticks.map(number) },
    ],
    bands: [{ series: [1, 2], fill: colour("--band") }],
    series: [
      {},
      edge,
      edge,
      { stroke: colour("--muted"), width: 1, dash: [4, 4], points: { show: false } },
      { stroke: colour("--series"), width: 1.6, points: { show: false } },
      {
        stroke: "transparent",
        points: { show: true, size: 8, fill: colour("--critical"), stroke: colour("--panel"), width: 1 },
      },
    ],
  };
}

/** Value, expected value, band and anomalies; a click chooses a point, a drag a period. New points move it, another theme draws it
 * anew. */
export function SeriesChart({ points, height, onPoint, onZoom }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<UPlot>(null);
  const theme = useShownTheme();
  const now = useRef({ points, onPoint, onZoom });
  useEffect(() => {
    now.current = { points, onPoint, onZoom };
  });
  useEffect(() => {
    const element = place.current;
    if (element === null) {
      return;
    }
    const options = optionsOf(element.clientWidth, height);
    options.hooks = {
      setSelect: [
        (chart) => {
          const { left, width } = chart.select;
          if (width >= DRAG_PX) {
            chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            now.current.onZoom(chart.posToVal(left, "x") * 1000, chart.posToVal(left + width, "x") * 1000);
          }
        },
      ],
    };
    const chart = new UPlot(options, columnsOf(now.current.points), element);
    drawn.current = chart;
    const click = () => {
      const left = chart.cursor.left ?? -1;
      if (left < 0) {
        return;
      }
      const at = chart.posToVal(left, "x") * 1000;
      const reach = Math.abs(chart.posToVal(left + CLICK_REACH_PX, "x") * 1000 - at);
      const point = nearest(now.current.points, at, reach);
      if (point !== null) {
        now.current.onPoint(point);
      }
    };
    chart.over.addEventListener("click", click);
    const resized = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      chart.over.removeEventListener("click", click);
      chart.destroy();
      drawn.current = null;
    };
  }, [height, theme]);
  useEffect(() => drawn.current?.setData(columnsOf(points)), [points]);
  const anomalies = points.filter((point) => point.anomaly).length;
  return (
    <div
      ref={place}
      role="img"
      aria-label={`Chart of ${points.length} points, ${anomalies} of them anomalous. The anomalies are listed below.`}
      style={{ height }}
    />
  );
}
