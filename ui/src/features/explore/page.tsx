import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState, type SyntheticEvent } from "react";
import { itemsOf, seriesQuery } from "../../api/queries";
import { More } from "../../shared/ui/more";
import { Page } from "../../shared/ui/page";
import { Answer, EmptyState, SkeletonRows } from "../../shared/ui/states";
import { dropUnset } from "../incident-list/search";
import "./explore.css";
import { SeriesPanel } from "./series-panel";

const route = getRouteApi("/explore");

export function ExplorePage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/explore" });
  const query = useInfiniteQuery(seriesQuery(dropUnset({ name: search.name, service: search.service })));
  const series = itemsOf(query.data);
  return (
    <Page title="Metrics">
      <div className="explore">
        <section className="panel" aria-label="Series">
          <SearchForm
            key={`${search.name ?? ""} ${search.service ?? ""}`}
            name={search.name ?? ""}
            service={search.service ?? ""}
            onSearch={(name, service) =>
              void navigate({
                search: (before) =>
                  dropUnset({
                    ...before,
                    name: name === "" ? undefined : name,
                    service: service === "" ? undefined : service,
                  }),
              })
            }
          />
          <Answer query={query} skeleton={<SkeletonRows rows={8} height={52} />}>
            {() =>
              series.length === 0 ? (
                <EmptyState icon="search" title="No series found">
                  Names are found by a part of them, services by their whole name.
                </EmptyState>
              ) : (
                <div className="series-list">
                  {series.map((one) => (
                    <Link
                      key={one.seriesId}
                      to="/explore"
                      search={(before) => ({ ...before, series: one.seriesId })}
                      resetScroll={false}
                      className="series-link"
                      aria-current={one.seriesId === search.series ? "true" : undefined}
                    >
                      <strong>{one.metric ?? one.series}</strong>
                      <span className="block muted">
                        {Object.entries(one.labels)
                          .map(([label, value]) => `${label}=${value}`)
                          .join(" ")}
                      </span>
                    </Link>
                  ))}
                  <More query={query} />
                </div>
              )
            }
          </Answer>
        </section>
        {search.series === undefined ? (
          <div className="panel">
            <EmptyState icon="explore" title="Choose a series">
              Its values, the band it was expected in and what left it are drawn here.
            </EmptyState>
          </div>
        ) : (
          <SeriesPanel
            key={search.series}
            id={search.series}
            series={series.find((one) => one.seriesId === search.series)}
            search={search}
          />
        )}
      </div>
    </Page>
  );
}

interface FormProps {
  name: string;
  service: string;
  onSearch: (name: string, service: string) => void;
}

function SearchForm({ name, service, onSearch }: FormProps) {
  const [typedName, setName] = useState(name);
  const [typedService, setService] = useState(service);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    onSearch(typedName.trim(), typedService.trim());
  };
  return (
    <form className="explore-search" role="search" onSubmit={send}>
      <input
        className="input"
        type="search"
        aria-label="Metric name"
        placeholder="Metric name, or a part of it"
        maxLength={200}
        value={typedName}
        onChange={(event) => setName(event.target.value)}
      />
      <input
        className="input"
        type="search"
        aria-label="Service"
        placeholder="Service"
        maxLength={200}
        value={typedService}
        onChange={(event) => setService(event.target.value)}
      />
      <button type="submit" className="button">
        Search
      </button>
    </form>
  );
}
