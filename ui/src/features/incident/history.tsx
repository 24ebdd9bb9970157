import { useInfiniteQuery } from "@tanstack/react-query";
import { auditQuery, incidentTimelineQuery, itemsOf } from "../../api/queries";
import { words } from "../../shared/format";
import { More } from "../../shared/ui/more";
import { Answer, EmptyState, SkeletonRows } from "../../shared/ui/states";
import { Time } from "../../shared/ui/time";

export function IncidentTimeline({ id }: { id: string }) {
  const query = useInfiniteQuery(incidentTimelineQuery(id));
  const entries = itemsOf(query.data);
  return (
    <div className="panel">
      <Answer query={query} skeleton={<SkeletonRows rows={8} height={52} />}>
        {() =>
          entries.length === 0 ? (
            <EmptyState icon="clock" title="Nothing noted yet" />
          ) : (
            <ol className="timeline">
              {entries.map((entry, index) => (
                <li key={index} className={`timeline-entry timeline-${entry.kind.toLowerCase().replace("_", "-")}`}>
                  <span className="muted">
                    <Time at={entry.at} />
                  </span>
                  <span className="timeline-dot" aria-hidden="true" />
                  <span className="wrap">
                    <span className="timeline-kind">{words(entry.kind)}</span>
                    {entry.service !== undefined && <strong> {entry.service}</strong>}
                    {entry.by !== undefined && <span className="muted"> by {entry.by}</span>}
                    <span className="block">{entry.text}</span>
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </Answer>
      <More query={query} />
    </div>
  );
}

export function IncidentAudit({ id }: { id: string }) {
  const query = useInfiniteQuery(auditQuery({ incidentId: id }));
  const lines = itemsOf(query.data);
  return (
    <div className="panel">
      <Answer query={query} skeleton={<SkeletonRows rows={6} height={52} />}>
        {() =>
          lines.length === 0 ? (
            <EmptyState icon="comment" title="Nobody has done anything yet">
              Who acknowledges, snoozes, merges or resolves it is listed here.
            </EmptyState>
          ) : (
            <ul className="plain-list">
              {lines.map((line, index) => (
                <li key={index} className="line line-top">
                  <span className="grow wrap">
                    <strong>{line.author}</strong> {line.message}
                    {(line.before !== "" || line.after !== "") && (
                      <span className="muted block">
                        {stateName(line.before)} → {stateName(line.after)}
                      </span>
                    )}
                  </span>
                  <span className="muted end">
                    <Time at={line.timestamp} />
                    <span className="block">{words(line.kind)}</span>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <More query={query} />
    </div>
  );
}

const stateName = (state: string) => (state === "" ? "Nothing" : words(state));
