import { Link, useNavigate } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { IncidentSummary } from "../../api/types";
import { percent, plural } from "../../shared/format";
import { SeverityBadge, StatusBadge } from "../../shared/ui/badges";
import { Lasted, Time } from "../../shared/ui/time";

export const ROW_HEIGHT = 76;
const BEYOND = 10;
const NEAR_THE_END = 20;

interface Props {
  incidents: IncidentSummary[];
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Draws only the rows in sight, so that tens of thousands scroll as well as ten; the next page is read before its end. */
export function IncidentRows({ incidents, query }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count: incidents.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND,
    scrollMargin: top,
    getItemKey: (index) => incidents[index]?.id ?? index,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (last >= incidents.length - NEAR_THE_END && hasNextPage && !isFetchingNextPage) {
      fetchNextPage();
    }
  }, [last, incidents.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const selected = useKeyboard(incidents, (index) => rows.scrollToIndex(index, { align: "auto" }));
  return (
    <div ref={list} role="list" aria-label="Incidents" className="rows" style={{ height: rows.getTotalSize() }}>
      {shown.map(({ index, key, start }) => {
        const incident = incidents[index];
        return (
          incident && (
            <div
              key={key}
              role="listitem"
              aria-setsize={hasNextPage ? -1 : incidents.length}
              aria-posinset={index + 1}
              className={`incident-row ${incident.id === selected ? "incident-row-selected" : ""}`}
              style={{ height: ROW_HEIGHT, transform: `translateY(${start - top}px)` }}
            >
              <Row incident={incident} current={incident.id === selected} />
            </div>
          )
        );
      })}
    </div>
  );
}

function Row({ incident, current }: { incident: IncidentSummary; current: boolean }) {
  const cause = incident.causes[0];
  const over = incident.status === "RESOLVED" || incident.status === "MERGED";
  return (
    <>
      <SeverityBadge severity={incident.severity} compact />
      <div className="incident-row-text">
        <Link
          to="/incidents/$id"
          params={{ id: incident.id }}
          className="incident-row-title cut"
          aria-current={current ? "true" : undefined}
          title={incident.title}
        >
          {incident.title}
        </Link>
        <div className="incident-row-line cut muted">
          {cause === undefined ? (
            plural(incident.services.length, "service")
          ) : (
            <>
              Likely cause <strong>{cause.entity}</strong> {percent(cause.confidence)}
            </>
          )}
          {" · "}
          {incident.firingCount > 0
            ? `${incident.firingCount} of ${plural(incident.alertCount, "alert")} firing`
            : plural(incident.alertCount, "alert")}
        </div>
      </div>
      <div className="incident-row-services">
        {incident.services.slice(0, 3).map(({ service }) => (
          <span key={service} className="tag cut">
            {service}
          </span>
        ))}
        {incident.services.length > 3 && <span className="muted num">+{incident.services.length - 3}</span>}
      </div>
      <div className="incident-row-end">
        <StatusBadge status={incident.status} />
        <span className="muted incident-row-time">
          <Time at={incident.startsAt} /> ·{" "}
          <Lasted from={incident.startsAt} to={over ? (incident.resolvedAt ?? incident.changedAt) : undefined} />
        </span>
      </div>
    </>
  );
}

/** j and k move, Enter opens. What is selected is remembered by id: a row that comes in above does not move it. */
function useKeyboard(incidents: IncidentSummary[], show: (index: number) => void): string | null {
  const [selected, setSelected] = useState<string | null>(null);
  const navigate = useNavigate();
  const latest = useRef({ incidents, show, selected });
  useEffect(() => {
    latest.current = { incidents, show, selected };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element &&
        event.target.closest("input, textarea, select, button, a, [role=menu], [role=dialog]");
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        (typing && (event.key === "Enter" || !typing.matches("a, button")))
      ) {
        return;
      }
      const now = latest.current;
      const index = now.incidents.findIndex((one) => one.id === now.selected);
      if (event.key === "j" || event.key === "k") {
        const next = Math.min(Math.max(event.key === "j" ? index + 1 : index - 1, 0), now.incidents.length - 1);
        setSelected(now.incidents[next]?.id ?? null);
        now.show(next);
        event.preventDefault();
      } else if (event.key === "Enter" && now.selected !== null && index >= 0) {
        void navigate({ to: "/incidents/$id", params: { id: now.selected } });
      }
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [navigate]);
  return selected;
}
