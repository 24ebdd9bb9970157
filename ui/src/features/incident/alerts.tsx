import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { incidentAlertsQuery, itemsOf } from "../../api/queries";
import type { IncidentAlert } from "../../api/types";
import { number } from "../../shared/format";
import { SeverityBadge, StatusBadge } from "../../shared/ui/badges";
import { More } from "../../shared/ui/more";
import { Answer, EmptyState, SkeletonRows } from "../../shared/ui/states";
import { Lasted, Time } from "../../shared/ui/time";

export function IncidentAlerts({ id }: { id: string }) {
  const query = useInfiniteQuery(incidentAlertsQuery(id));
  const alerts = itemsOf(query.data);
  return (
    <div className="panel">
      <Answer query={query} skeleton={<SkeletonRows rows={8} height={56} />}>
        {() =>
          alerts.length === 0 ? (
            <EmptyState icon="check" title="No alert is kept with it" />
          ) : (
            <ul className="plain-list">
              {alerts.map((alert) => (
                <li key={alert.id} className="line line-top alert-line">
                  <SeverityBadge severity={alert.severity} compact />
                  <span className="grow wrap">
                    <AlertName alert={alert} /> <span className="muted">{alert.entity ?? alert.service}</span>
                    <span className="muted block">{alert.summary}</span>
                    {alert.value !== undefined && (alert.summary ?? "") === "" && (
                      <span className="muted block num">
                        {number(alert.value)}
                        {alert.lower !== undefined || alert.upper !== undefined
                          ? `, band ${number(alert.lower)} to ${number(alert.upper)}`
                          : ""}
                      </span>
                    )}
                  </span>
                  <span className="end">
                    <StatusBadge status={alert.status} />
                    <span className="muted block">
                      <Time at={alert.startsAt} /> · <Lasted from={alert.startsAt} to={alert.endsAt} />
                    </span>
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

const OURS = "vedette";

/** An alert of a series that Vedette scores leads to its chart. */
function AlertName({ alert }: { alert: IncidentAlert }) {
  if (alert.sender !== OURS || alert.service === undefined) {
    return <strong>{alert.name}</strong>;
  }
  return (
    <Link to="/explore" search={{ name: alert.name, service: alert.service }}>
      <strong>{alert.name}</strong>
    </Link>
  );
}
