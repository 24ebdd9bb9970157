import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ONLINE, useRevertModel } from "../../api/commands";
import { meQuery, modelVersionsQuery } from "../../api/queries";
import type { Model, ModelVersionList } from "../../api/types";
import { number, percent, words } from "../../shared/format";
import { FormDialog } from "../../shared/ui/dialog";
import { Answer, SkeletonRows } from "../../shared/ui/states";
import { Time } from "../../shared/ui/time";

/** The models a series had and the way back to one of them; asked for when it is opened. */
export function Versions({ series }: { series: Model }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Versions</summary>
      {open && <Opened series={series} />}
    </details>
  );
}

function Opened({ series }: { series: Model }) {
  const query = useQuery(modelVersionsQuery(series.seriesId));
  return (
    <Answer query={query} skeleton={<SkeletonRows rows={2} height={40} />}>
      {() => query.data && <List series={series} versions={query.data} />}
    </Answer>
  );
}

function List({ series, versions }: { series: Model; versions: ModelVersionList }) {
  const me = useQuery(meQuery());
  const revert = useRevertModel(series.seriesId);
  const [asking, setAsking] = useState<string | null>(null);
  const mayRevert = me.data?.role === "ADMIN";
  const button = (version: string) =>
    mayRevert &&
    version !== versions.current && (
      <button type="button" className="button" disabled={revert.isPending} onClick={() => setAsking(version)}>
        Use
      </button>
    );
  return (
    <>
      <ul className="plain-list">
        {versions.items.map((model) => (
          <li key={model.version} className="line line-top">
            <span className="grow wrap">
              <span className="mono">{model.version}</span>
              {model.version === versions.current && <span className="badge badge-accent">In use</span>}
              <span className="muted block">
                {model.family === "" ? "no family" : words(model.family)} · MASE {number(model.figures.mase)} · coverage{" "}
                {percent(model.figures.coverage)} · <Time at={model.trainedAt} />
              </span>
            </span>
            {button(model.version)}
          </li>
        ))}
        <li className="line line-top">
          <span className="grow wrap">
            The detector by itself
            {versions.current === ONLINE && <span className="badge badge-accent">In use</span>}
          </span>
          {button(ONLINE)}
        </li>
      </ul>
      {asking !== null && (
        <FormDialog
          open
          danger
          title="Use another model?"
          description={`${series.series} is judged by ${asking === ONLINE ? "the detector alone" : asking} from its next sample on, until it is trained anew.`}
          submit="Use"
          onOpenChange={() => setAsking(null)}
          onSubmit={() => revert.mutate(asking)}
        >
          {null}
        </FormDialog>
      )}
    </>
  );
}
