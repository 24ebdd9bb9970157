import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useFeedback } from "../../api/commands";
import { meQuery, pointsQuery } from "../../api/queries";
import type { FeedbackRequest, Point, SeriesInfo } from "../../api/types";
import { HOURS, type ExploreSearch } from "../../app/router";
import { duration, number, percent } from "../../shared/format";
import { safeUrl } from "../../shared/links";
import { Answer, EmptyState, SkeletonBlock } from "../../shared/ui/states";
import { Time } from "../../shared/ui/time";
import { dropUnset } from "../incident-list/search";
import { SeriesChart } from "./chart";

const CHART_HEIGHT = 360;

interface Props {
  id: string;
  series: SeriesInfo | undefined;
  search: ExploreSearch;
}

export function SeriesPanel({ id, series, search }: Props) {
  const navigate = useNavigate({ from: "/explore" });
  const hours = search.hours ?? 3;
  const { from, to } = search;
  const fixed = from !== undefined && to !== undefined;
  const query = useQuery(pointsQuery(id, fixed ? { from, to } : { hours }));
  const [chosen, setChosen] = useState<Point | null>(null);
  const points = query.data?.items ?? [];
  return (
    <section className="panel" aria-label="Chosen series">
      <header className="panel-head">
        <h2 className="wrap">{series?.series ?? id}</h2>
        <div className="row" role="group" aria-label="Period">
          {HOURS.map((one) => (
            <button
              key={one}
              type="button"
              className={`chip ${!fixed && one === hours ? "chip-on" : ""}`}
              aria-pressed={!fixed && one === hours}
              onClick={() =>
                void navigate({
                  search: (before) => dropUnset({ ...before, from: undefined, to: undefined, hours: one }),
                  replace: true,
                  resetScroll: false,
                })
              }
            >
              {one < 24 ? `${one} h` : `${one / 24} d`}
            </button>
          ))}
        </div>
      </header>
      {series !== undefined && <LabelLinks labels={series.labels} />}
      <div className="chart">
        <Answer query={query} skeleton={<SkeletonBlock height={CHART_HEIGHT} />}>
          {() =>
            points.length === 0 ? (
              <EmptyState icon="explore" title="No points in this period">
                Choose a longer one, or see whether scored points are stored (results.scores).
              </EmptyState>
            ) : (
              <SeriesChart
                points={points}
                height={CHART_HEIGHT}
                onPoint={setChosen}
                onZoom={(min, max) =>
                  void navigate({
                    search: (before) => ({ ...before, from: Math.floor(min), to: Math.ceil(max) }),
                    resetScroll: false,
                  })
                }
              />
            )
          }
        </Answer>
      </div>
      <div className="chart-legend muted">
        <span className="key">value</span>
        <span className="key key-band">band</span>
        <span className="key key-expected">expected</span>
        <span className="key key-anomaly">anomaly</span>
        {query.data !== undefined && query.data.stepMs > 0 && <span>means of {duration(query.data.stepMs)}</span>}
        {query.data?.next != null && <span>cut: choose a shorter period to see all</span>}
        <span>click a point to say what you think of it, drag to zoom</span>
      </div>
      <Newest point={points.at(-1)} />
      {chosen !== null && <ChosenPoint id={id} point={chosen} />}
      {chosen === null && points.length > 0 && <Anomalies points={points} onChoose={setChosen} />}
    </section>
  );
}

/** Where the series stands, and where it is expected now. */
function Newest({ point }: { point: Point | undefined }) {
  return (
    point !== undefined && (
      <p className="newest-point">
        Newest: <strong className="num">{number(point.value)}</strong> at <Time at={point.timestamp} />
        <Judgement point={point} />
      </p>
    )
  );
}

function Judgement({ point }: { point: Point }) {
  return (
    <span className="muted">
      {" "}
      · expected {number(point.expected)}, band {number(point.lower)} to {number(point.upper)}, score{" "}
      {percent(point.score)} · {point.anomaly ? "an anomaly" : "within its band"}
    </span>
  );
}

/** Labels such as runbook_url lead on when they are http or https. */
function LabelLinks({ labels }: { labels: Record<string, string> }) {
  const links = Object.entries(labels).flatMap(([label, value]) => {
    const url = safeUrl(value);
    return url === null ? [] : [{ label, url }];
  });
  return links.length === 0 ? null : (
    <div className="row panel-empty">
      {links.map(({ label, url }) => (
        <a key={label} href={url} target="_blank" rel="noopener noreferrer nofollow">
          {label}
        </a>
      ))}
    </div>
  );
}

const SHOWN = 8;

/** The same by keyboard: what can be clicked in the chart stands here as buttons. */
function Anomalies({ points, onChoose }: { points: Point[]; onChoose: (point: Point) => void }) {
  const anomalies = points.filter((point) => point.anomaly);
  const shown = anomalies.slice(-SHOWN).reverse();
  return (
    <div className="chosen-point">
      <strong>
        {anomalies.length === 0 ? "No anomaly in this period" : `Newest of ${anomalies.length} anomalous points`}
      </strong>
      {shown.length > 0 && (
        <div className="row">
          {shown.map((point) => (
            <button key={point.timestamp} type="button" className="chip" onClick={() => onChoose(point)}>
              <Time at={point.timestamp} /> {number(point.value)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

const OPINIONS: [FeedbackRequest["kind"], string][] = [
  ["FALSE_POSITIVE", "False positive"],
  ["EXPECTED", "Was expected"],
  ["NEW_NORMAL", "New normal"],
  ["ANOMALY", "Is an anomaly"],
];

function ChosenPoint({ id, point }: { id: string; point: Point }) {
  const me = useQuery(meQuery());
  const feedback = useFeedback(id);
  return (
    <div className="chosen-point" aria-live="polite">
      <div>
        <strong>{number(point.value)}</strong> at <Time at={point.timestamp} />
        <Judgement point={point} />
      </div>
      {me.data?.role === "VIEWER" ? (
        <p className="muted">Your role, viewer, may look but not give feedback.</p>
      ) : (
        <div className="row">
          {OPINIONS.filter(([kind]) => point.anomaly || kind === "ANOMALY" || kind === "NEW_NORMAL").map(
            ([kind, name]) => (
              <button
                key={kind}
                type="button"
                className="button"
                disabled={feedback.isPending}
                onClick={() => feedback.mutate({ kind, timestamp: point.timestamp })}
              >
                {name}
              </button>
            ),
          )}
        </div>
      )}
    </div>
  );
}
