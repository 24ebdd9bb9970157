import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Suspense, lazy } from "react";
import { incidentSimilarQuery, itemsOf } from "../../api/queries";
import type { Incident } from "../../api/types";
import { percent, plural, words } from "../../shared/format";
import { SeverityBadge } from "../../shared/ui/badges";
import { Panel } from "../../shared/ui/page";
import { Answer, SkeletonBlock, SkeletonRows } from "../../shared/ui/states";
import { Time } from "../../shared/ui/time";
import { Causes } from "./causes";

const FaultGraph = lazy(() => import("./fault-graph"));

export function IncidentOverview({ incident }: { incident: Incident }) {
  return (
    <div className="columns">
      <div className="stack">
        <Panel title="Likely causes">
          <Causes causes={incident.causes} />
        </Panel>
        <Panel title="How the fault travels">
          {incident.graph === undefined || incident.graph.nodes.length === 0 ? (
            <p className="panel-empty">
              No calls between these services are known: without traces there is no graph to show.
            </p>
          ) : (
            <Suspense fallback={<SkeletonBlock height={320} />}>
              <FaultGraph graph={incident.graph} incident={incident} />
            </Suspense>
          )}
        </Panel>
      </div>
      <div className="stack">
        <Panel title="Services hit">
          <Services incident={incident} />
        </Panel>
        <Panel title="Changes near its beginning">
          <Changes incident={incident} />
        </Panel>
        <Panel title="Similar incidents">
          <Similar id={incident.id} />
        </Panel>
        {incident.continues !== undefined && (
          <p className="muted">
            Its alerts came again after{" "}
            <Link to="/incidents/$id" params={{ id: incident.continues }} className="mono">
              {incident.continues}
            </Link>{" "}
            was resolved.
          </p>
        )}
      </div>
    </div>
  );
}

function Services({ incident }: { incident: Incident }) {
  return (
    <ul className="plain-list">
      {incident.services.map((one) => (
        <li key={one.service} className="line">
          <SeverityBadge severity={one.severity} compact />
          <Link
            to="/explore"
            search={{ service: one.service }}
            className="cut grow"
            title={`Metrics of ${one.service}`}
          >
            {one.service}
          </Link>
          <span className="muted num">
            {one.firing} of {one.alerts} firing
          </span>
        </li>
      ))}
    </ul>
  );
}

function Changes({ incident }: { incident: Incident }) {
  if (incident.changes.length === 0) {
    return <p className="panel-empty">None that Vedette was told of.</p>;
  }
  return (
    <ul className="plain-list">
      {incident.changes.map((change) => (
        <li key={change.id} className="line line-top">
          <span className="tag">{words(change.kind)}</span>
          <span className="grow wrap">
            <strong>{change.service}</strong> {change.version}
            <span className="muted block">
              {change.summary}
              {change.author === undefined ? "" : ` by ${change.author}`}
            </span>
          </span>
          <span className="muted">
            <Time at={change.at} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Similar({ id }: { id: string }) {
  const query = useInfiniteQuery(incidentSimilarQuery(id));
  const similar = itemsOf(query.data);
  return (
    <Answer query={query} skeleton={<SkeletonRows rows={2} height={56} />}>
      {() =>
        similar.length === 0 ? (
          <p className="panel-empty">None before this one.</p>
        ) : (
          <ul className="plain-list">
            {similar.map((one) => (
              <li key={one.id} className="line line-top">
                <span className="grow wrap">
                  <Link to="/incidents/$id" params={{ id: one.id }}>
                    {one.title}
                  </Link>
                  <span className="muted block">
                    {one.resolution === undefined || one.resolution === "" ? "No resolution was noted" : one.resolution}
                  </span>
                  {one.shared.length > 0 && (
                    <span className="muted block">
                      Both: {one.shared.slice(0, 3).join(", ")}
                      {one.shared.length > 3 && ` and ${plural(one.shared.length - 3, "more thing")}`}
                    </span>
                  )}
                </span>
                <span className="muted num end">
                  {percent(one.similarity)} alike
                  <span className="block">
                    <Time at={one.startsAt} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
}
