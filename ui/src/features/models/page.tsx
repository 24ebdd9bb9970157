import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, getRouteApi, useNavigate } from "@tanstack/react-router";
import { itemsOf, modelsQuery } from "../../api/queries";
import type { Model } from "../../api/types";
import { MODEL_STATUSES } from "../../app/router";
import { number, percent, words } from "../../shared/format";
import { StatusBadge } from "../../shared/ui/badges";
import { More } from "../../shared/ui/more";
import { Page } from "../../shared/ui/page";
import { Answer, EmptyState, SkeletonRows } from "../../shared/ui/states";
import { Time } from "../../shared/ui/time";
import { Versions } from "./versions";

const route = getRouteApi("/models");

export function ModelsPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/models" });
  const query = useInfiniteQuery(modelsQuery(search));
  const models = itemsOf(query.data);
  return (
    <Page
      title="Models"
      actions={
        <div className="row" role="group" aria-label="Status">
          {MODEL_STATUSES.map((status) => (
            <button
              key={status}
              type="button"
              className={`chip ${search.status === status ? "chip-on" : ""}`}
              aria-pressed={search.status === status}
              onClick={() => void navigate({ search: search.status === status ? {} : { status }, replace: true })}
            >
              {words(status)}
            </button>
          ))}
        </div>
      }
    >
      <div className="panel">
        <Answer query={query} skeleton={<SkeletonRows rows={8} height={64} />}>
          {() =>
            models.length === 0 ? (
              <EmptyState icon="models" title="No trained model">
                Every series is scored by what the detector learns by itself. “vedette train” makes seasonal models from
                history.
              </EmptyState>
            ) : (
              <Table models={models} />
            )
          }
        </Answer>
        <More query={query} />
      </div>
    </Page>
  );
}

function Table({ models }: { models: Model[] }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
    <div className="table-wrap" tabIndex={0} role="region" aria-label="Models">
      <table>
        <thead>
          <tr>
            <th>Series</th>
            <th>Status</th>
            <th>Family</th>
            <th
              className="num"
              title="Mean absolute scaled error on held-back history; below 1 beats the seasonal naive forecast"
            >
              MASE
            </th>
            <th className="num">Naive</th>
            <th className="num">Coverage</th>
            <th>Trained</th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={`${model.seriesId} ${model.status} ${model.version}`}>
              <td className="wrap model-series">
                <Link to="/explore" search={{ series: model.seriesId }}>
                  {model.series}
                </Link>
                <span className="muted block">{model.reason}</span>
                {model.status === "CHAMPION" && <Versions series={model} />}
              </td>
              <td>
                <StatusBadge status={model.status} />
              </td>
              <td>{model.family === "" ? "–" : words(model.family)}</td>
              <td className="num">{number(model.figures.mase)}</td>
              <td className="num">{number(model.figures.naiveMase)}</td>
              <td className="num">{percent(model.figures.coverage)}</td>
              <td>
                <Time at={model.trainedAt} />
                <span className="muted block mono">{model.version}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
