import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEndFault } from "../../api/commands";
import { demoQuery, meQuery } from "../../api/queries";
import type { DemoFault } from "../../api/types";
import { Page, Panel } from "../../shared/ui/page";
import { Answer, EmptyState, SkeletonRows } from "../../shared/ui/states";
import { Time } from "../../shared/ui/time";
import { BreakForm } from "./break-form";
import { faultName } from "./fault-name";

/** The simulated shop that runs beside this Vedette: what is broken in it, and a form to break more. */
export function DemoPage() {
  const me = useQuery(meQuery());
  return (
    <Page title="Demo shop">
      <Answer query={me} skeleton={<SkeletonRows rows={3} height={64} />}>
        {() =>
          me.data?.features.includes("DEMO") === true ? (
            <Shop mayAct={me.data.role !== "VIEWER"} />
          ) : (
            <div className="panel">
              <EmptyState icon="demo" title="No demo shop runs here">
                Start Vedette with <code>./vedette up --demo</code> and break a service of fourteen.
              </EmptyState>
            </div>
          )
        }
      </Answer>
    </Page>
  );
}

function Shop({ mayAct }: { mayAct: boolean }) {
  const shop = useQuery(demoQuery(true));
  return (
    <div className="stack">
      <Panel title="Break something">
        <Answer query={shop} skeleton={<SkeletonRows rows={2} height={64} />}>
          {() => shop.data && <BreakForm kinds={shop.data.kinds} mayAct={mayAct} />}
        </Answer>
      </Panel>
      <Panel title="Going on">
        <Answer query={shop} skeleton={<SkeletonRows rows={1} height={64} />}>
          {() =>
            shop.data?.active.length === 0 ? (
              <p className="panel-empty">Nothing is broken.</p>
            ) : (
              <ul className="plain-list">
                {shop.data?.active.map((fault) => (
                  <FaultLine key={fault.id} fault={fault} ends mayAct={mayAct} />
                ))}
              </ul>
            )
          }
        </Answer>
      </Panel>
      <Panel title="Next by itself">
        <Answer query={shop} skeleton={<SkeletonRows rows={5} height={64} />}>
          {() => (
            <ul className="plain-list">
              {shop.data?.upcoming.map((fault) => (
                <FaultLine key={fault.id} fault={fault} mayAct={false} />
              ))}
            </ul>
          )}
        </Answer>
      </Panel>
    </div>
  );
}

function FaultLine({ fault, ends = false, mayAct }: { fault: DemoFault; ends?: boolean; mayAct: boolean }) {
  const end = useEndFault();
  return (
    <li className="line">
      <span className="grow wrap">
        <strong>
          {faultName(fault.kind)} · {fault.service}
        </strong>
        <span className="muted block">
          {ends ? "ends" : "begins"} <Time at={ends ? fault.endsAt : fault.beginsAt} />
          {ends && (
            <>
              {" · "}
              <Link to="/explore" search={{ name: fault.metric, service: fault.service, hours: 1 }}>
                {fault.metric}
              </Link>
            </>
          )}
        </span>
      </span>
      {mayAct && (
        <button type="button" className="button" disabled={end.isPending} onClick={() => end.mutate(fault)}>
          End it
        </button>
      )}
    </li>
  );
}
