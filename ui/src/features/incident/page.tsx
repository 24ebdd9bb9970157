import { useQuery } from "@tanstack/react-query";
import { Link, getRouteApi, useNavigate } from "@tanstack/react-router";
import { Tabs } from "radix-ui";
import { incidentQuery } from "../../api/queries";
import type { Incident } from "../../api/types";
import { TABS, type Tab } from "../../app/router";
import { percent, plural, words } from "../../shared/format";
import { SeverityBadge, StatusBadge } from "../../shared/ui/badges";
import { Icon } from "../../shared/ui/icon";
import { usePageTitle } from "../../shared/ui/page";
import { Answer, SkeletonBlock } from "../../shared/ui/states";
import { Lasted, Time } from "../../shared/ui/time";
import { IncidentActions } from "./actions";
import { IncidentAlerts } from "./alerts";
import { IncidentAudit, IncidentTimeline } from "./history";
import { IncidentOverview } from "./overview";

const route = getRouteApi("/incidents/$id");

export function IncidentPage() {
  const { id } = route.useParams();
  const query = useQuery(incidentQuery(id));
  usePageTitle(query.data?.title ?? "Incident");
  return (
    <div className="page">
      <Link to="/incidents" search={{ status: ["OPEN", "ACKNOWLEDGED", "SNOOZED"] }} className="back">
        <Icon name="left" />
        Incidents
      </Link>
      <Answer query={query} skeleton={<Loading />}>
        {() => query.data && <Loaded key={id} incident={query.data} />}
      </Answer>
    </div>
  );
}

function Loading() {
  return (
    <div className="stack">
      <SkeletonBlock height={132} />
      <SkeletonBlock height={36} />
      <div className="columns">
        <SkeletonBlock height={420} />
        <SkeletonBlock height={420} />
      </div>
    </div>
  );
}

const NAMES: Record<Tab, string> = { overview: "Overview", alerts: "Alerts", timeline: "Time line", audit: "Audit" };

function Loaded({ incident }: { incident: Incident }) {
  const { tab = "overview" } = route.useSearch();
  const navigate = useNavigate({ from: "/incidents/$id" });
  return (
    <>
      <Head incident={incident} />
      <Tabs.Root
        value={tab}
        onValueChange={(next) =>
          void navigate({ search: next === "overview" ? {} : { tab: next as Tab }, replace: true, resetScroll: false })
        }
      >
        <Tabs.List className="tabs" aria-label="Parts of the incident">
          {TABS.map((one) => (
            <Tabs.Trigger key={one} value={one} className="tab">
              {NAMES[one]}
              {one === "alerts" && <span className="chip-count num">{incident.alertCount}</span>}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="overview" tabIndex={-1}>
          <IncidentOverview incident={incident} />
        </Tabs.Content>
        <Tabs.Content value="alerts" tabIndex={-1}>
          <IncidentAlerts id={incident.id} />
        </Tabs.Content>
        <Tabs.Content value="timeline" tabIndex={-1}>
          <IncidentTimeline id={incident.id} />
        </Tabs.Content>
        <Tabs.Content value="audit" tabIndex={-1}>
          <IncidentAudit id={incident.id} />
        </Tabs.Content>
      </Tabs.Root>
    </>
  );
}

function Head({ incident }: { incident: Incident }) {
  return (
    <header className="incident-head">
      <div className="row">
        <SeverityBadge severity={incident.severity} />
        <StatusBadge status={incident.status} />
        <span className="muted mono">{incident.id}</span>
        <span className="tag">{incident.environment}</span>
      </div>
      <h1>{incident.title}</h1>
      <p className="incident-summary">{summaryOf(incident)}</p>
      <div className="incident-head-end">
        <dl className="facts">
          <div>
            <dt>Began</dt>
            <dd>
              <Time at={incident.startsAt} />
            </dd>
          </div>
          <div>
            <dt>{incident.resolvedAt === undefined ? "Lasting" : "Lasted"}</dt>
            <dd>
              <Lasted from={incident.startsAt} to={incident.resolvedAt} />
            </dd>
          </div>
          <div>
            <dt>Firing</dt>
            <dd className="num">
              {incident.firingCount} of {incident.alertCount}
            </dd>
          </div>
          <Standing incident={incident} />
        </dl>
        <IncidentActions incident={incident} />
      </div>
    </header>
  );
}

/** Who has it, until when it sleeps, what became of it. */
function Standing({ incident }: { incident: Incident }) {
  if (incident.status === "SNOOZED" && incident.snoozedUntil !== undefined) {
    return (
      <div>
        <dt>Snoozed until</dt>
        <dd>
          <Time at={incident.snoozedUntil} />
        </dd>
      </div>
    );
  }
  if (incident.status === "RESOLVED") {
    return (
      <div>
        <dt>Resolved by</dt>
        <dd className="cut">{incident.resolvedBy ?? "–"}</dd>
      </div>
    );
  }
  if (incident.mergedInto !== undefined) {
    return (
      <div>
        <dt>Merged into</dt>
        <dd>
          <Link to="/incidents/$id" params={{ id: incident.mergedInto }} className="mono">
            {incident.mergedInto}
          </Link>
        </dd>
      </div>
    );
  }
  return (
    <div>
      <dt>Acknowledged by</dt>
      <dd className="cut">{incident.acknowledgedBy ?? "nobody yet"}</dd>
    </div>
  );
}

/** What happened, in sentences made of the record's own facts. */
export function summaryOf(incident: Incident): string {
  const names = incident.services.slice(0, 3).map((one) => one.service);
  const more = incident.services.length - names.length;
  const where =
    names.length === 0 ? "" : ` on ${names.join(", ")}${more > 0 ? ` and ${plural(more, "other service")}` : ""}`;
  const cause = incident.causes[0];
  const why =
    cause === undefined
      ? " No cause stands out yet."
      : ` The likeliest cause is ${cause.entity}${cause.families[0] === undefined ? "" : ` (${words(cause.families[0]).toLowerCase()})`}, ${percent(cause.confidence)} sure.`;
  const how =
    incident.resolution === undefined || incident.resolution === "" ? "" : ` Resolution: ${incident.resolution}`;
  return `${plural(incident.alertCount, "alert")}${where}.${why}${how}`;
}
