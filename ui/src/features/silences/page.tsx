import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useDeleteMaintenance, useDeleteSilence } from "../../api/commands";
import { itemsOf, maintenanceQuery, meQuery, silencesQuery } from "../../api/queries";
import type { MaintenanceWindow, Silence } from "../../api/types";
import { duration } from "../../shared/format";
import { StatusBadge } from "../../shared/ui/badges";
import { FormDialog } from "../../shared/ui/dialog";
import { More } from "../../shared/ui/more";
import { Page, Panel } from "../../shared/ui/page";
import { Answer, SkeletonRows } from "../../shared/ui/states";
import { Time } from "../../shared/ui/time";
import { NewSilence } from "./new-silence";
import { NewWindow } from "./new-window";

const route = getRouteApi("/silences");

export function SilencesPage() {
  const { ended = false } = route.useSearch();
  const navigate = useNavigate({ from: "/silences" });
  const me = useQuery(meQuery());
  const mayAct = me.data?.role !== "VIEWER";
  const silences = useInfiniteQuery(silencesQuery());
  const windows = useInfiniteQuery(maintenanceQuery());
  const [asking, setAsking] = useState<"new" | Silence | null>(null);
  const [planning, setPlanning] = useState<"new" | MaintenanceWindow | null>(null);
  const remove = useDeleteSilence();
  const removeWindow = useDeleteMaintenance();
  const shown = itemsOf(silences.data).filter((silence) => ended || silence.status !== "ENDED");
  return (
    <Page
      title="Silences and maintenance"
      actions={
        mayAct && (
          <button type="button" className="button button-primary" onClick={() => setAsking("new")}>
            New silence
          </button>
        )
      }
    >
      <div className="stack">
        <Panel
          title="Silences"
          aside={
            <button
              type="button"
              className={`chip ${ended ? "chip-on" : ""}`}
              aria-pressed={ended}
              onClick={() => void navigate({ search: ended ? {} : { ended: true }, replace: true })}
            >
              Show ended
            </button>
          }
        >
          <Answer query={silences} skeleton={<SkeletonRows rows={3} height={64} />}>
            {() =>
              shown.length === 0 ? (
                <p className="panel-empty">
                  Nothing is silenced. A silence holds alerts back that match it; none is lost.
                </p>
              ) : (
                <ul className="plain-list">
                  {shown.map((silence) => (
                    <SilenceLine
                      key={silence.id}
                      silence={silence}
                      {...(mayAct ? { onEnd: () => setAsking(silence) } : {})}
                    />
                  ))}
                </ul>
              )
            }
          </Answer>
          <More query={silences} />
        </Panel>
        <Panel
          title="Maintenance windows"
          aside={
            mayAct && (
              <button type="button" className="button" onClick={() => setPlanning("new")}>
                New window
              </button>
            )
          }
        >
          <Answer query={windows} skeleton={<SkeletonRows rows={2} height={64} />}>
            {() =>
              itemsOf(windows.data).length === 0 ? (
                <p className="panel-empty">None is planned. A window holds alerts back whenever work is planned.</p>
              ) : (
                <ul className="plain-list">
                  {itemsOf(windows.data).map((window) => (
                    <WindowLine
                      key={window.id}
                      window={window}
                      {...(mayAct ? { onRemove: () => setPlanning(window) } : {})}
                    />
                  ))}
                </ul>
              )
            }
          </Answer>
          <More query={windows} />
        </Panel>
      </div>
      {asking === "new" && <NewSilence onClose={() => setAsking(null)} />}
      {asking !== null && asking !== "new" && (
        <FormDialog
          open
          danger
          title="Remove the silence?"
          description={`Alerts that match ${asking.matchers.join(", ")} are passed on from now on.`}
          submit="Remove"
          onOpenChange={() => setAsking(null)}
          onSubmit={() => remove.mutate(asking.id)}
        >
          {null}
        </FormDialog>
      )}
      {planning === "new" && <NewWindow onClose={() => setPlanning(null)} />}
      {planning !== null && planning !== "new" && (
        <FormDialog
          open
          danger
          title="Remove the maintenance window?"
          description={`Alerts that match ${planning.matchers.join(", ")} are no longer held back by it.`}
          submit="Remove"
          onOpenChange={() => setPlanning(null)}
          onSubmit={() => removeWindow.mutate(planning.id)}
        >
          {null}
        </FormDialog>
      )}
    </Page>
  );
}

function Matchers({ matchers }: { matchers: string[] }) {
  return (
    <span className="row">
      {matchers.map((matcher) => (
        <code key={matcher} className="tag mono wrap">
          {matcher}
        </code>
      ))}
    </span>
  );
}

function SilenceLine({ silence, onEnd }: { silence: Silence; onEnd?: () => void }) {
  return (
    <li className="line line-top">
      <StatusBadge status={silence.status} />
      <span className="grow wrap">
        <Matchers matchers={silence.matchers} />
        <span className="muted block">
          {silence.comment} · {silence.author} · <Time at={silence.startsAt} /> to <Time at={silence.endsAt} />
        </span>
      </span>
      {silence.status !== "ENDED" && onEnd !== undefined && (
        <button type="button" className="button" onClick={onEnd}>
          Remove
        </button>
      )}
    </li>
  );
}

function WindowLine({ window, onRemove }: { window: MaintenanceWindow; onRemove?: () => void }) {
  return (
    <li className="line line-top">
      <span className={`badge ${window.open ? "badge-accent" : "badge-quiet"}`}>
        {window.open ? "Open" : "Waiting"}
      </span>
      <span className="grow wrap">
        <Matchers matchers={window.matchers} />
        <span className="muted block">
          {window.comment} · {window.owner} · from {window.startsAt.replace("T", " ")} {window.zone} for{" "}
          {duration(window.durationMs)}
          {window.recurrence === "" ? "" : ` · ${window.recurrence}`}
        </span>
      </span>
      {window.nextChangeAt !== undefined && (
        <span className="muted end">
          {window.open ? "ends" : "begins"} <Time at={window.nextChangeAt} relative />
        </span>
      )}
      {onRemove !== undefined && (
        <button type="button" className="button" onClick={onRemove}>
          Remove
        </button>
      )}
    </li>
  );
}
