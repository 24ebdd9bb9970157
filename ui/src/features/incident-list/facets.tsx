import { useEffect, useRef, useState } from "react";
import type { IncidentSummary } from "../../api/types";
import { words } from "../../shared/format";
import { Icon } from "../../shared/ui/icon";
import { SEVERITIES, STATUSES, type IncidentSearch } from "./search";

const TYPING_MS = 300;
const SERVICES_SHOWN = 12;
const DAY_MS = 86_400_000;

interface Props {
  search: IncidentSearch;
  incidents: IncidentSummary[];
  set: (change: IncidentSearch) => void;
}

/** Filters; the counts beside services are of what is listed. */
export function Facets({ search, incidents, set }: Props) {
  const services = countServices(incidents);
  return (
    <form className="facets" role="search" aria-label="Filter incidents" onSubmit={(event) => event.preventDefault()}>
      <SearchBox value={search.q ?? ""} onChange={(q) => set({ q: q === "" ? undefined : q })} />
      <Choice name="Status" all={STATUSES} chosen={search.status} onChange={(status) => set({ status })} />
      <Choice name="Severity" all={SEVERITIES} chosen={search.severity} onChange={(severity) => set({ severity })} />
      <fieldset className="facet">
        <legend>Began</legend>
        <Period since={search.since} onChange={(since) => set({ since })} />
      </fieldset>
      <fieldset className="facet facet-services">
        <legend>Service</legend>
        {search.service !== undefined && (
          <button
            type="button"
            className="chip chip-on"
            aria-pressed="true"
            onClick={() => set({ service: undefined })}
          >
            <span className="cut">{search.service}</span>
            <Icon name="close" />
          </button>
        )}
        {services
          .filter(([service]) => service !== search.service)
          .slice(0, SERVICES_SHOWN)
          .map(([service, n]) => (
            <button key={service} type="button" className="chip" aria-pressed="false" onClick={() => set({ service })}>
              <span className="cut">{service}</span>
              <span className="num chip-count">{n}</span>
            </button>
          ))}
        {services.length === 0 && search.service === undefined && <span className="muted">None listed</span>}
      </fieldset>
    </form>
  );
}

export function countServices(incidents: IncidentSummary[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { services } of incidents) {
    for (const { service } of services) {
      counts.set(service, (counts.get(service) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
}

function Choice<T extends string>(props: {
  name: string;
  all: readonly T[];
  chosen: T[] | undefined;
  onChange: (chosen: T[] | undefined) => void;
}) {
  const chosen = props.chosen ?? [];
  const toggle = (one: T) => {
    const next = chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
    props.onChange(next.length === 0 ? undefined : props.all.filter((other) => next.includes(other)));
  };
  return (
    <fieldset className="facet">
      <legend>{props.name}</legend>
      {props.all.map((one) => (
        <button
          key={one}
          type="button"
          className={`chip ${chosen.includes(one) ? "chip-on" : ""}`}
          aria-pressed={chosen.includes(one)}
          onClick={() => toggle(one)}
        >
          {words(one)}
        </button>
      ))}
    </fieldset>
  );
}

const PERIODS = [1, 7, 30];

function Period({ since, onChange }: { since: number | undefined; onChange: (since: number | undefined) => void }) {
  // The URL holds a moment, so that what is pasted shows the same; the chip nearest to it is marked.
  const [now] = useState(() => Date.now());
  const days =
    since === undefined ? undefined : PERIODS.find((one) => Math.abs(now - one * DAY_MS - since) < DAY_MS / 2);
  return (
    <>
      {PERIODS.map((one) => (
        <button
          key={one}
          type="button"
          className={`chip ${days === one ? "chip-on" : ""}`}
          aria-pressed={days === one}
          onClick={() => onChange(days === one ? undefined : Date.now() - one * DAY_MS)}
        >
          {one === 1 ? "Last 24 h" : `Last ${one} d`}
        </button>
      ))}
    </>
  );
}

function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  if (told !== value) {
    // The URL changed: by what was typed here, or by going back.
    setTold(value);
    setTyped(typed.trim() === value ? typed : value);
  }
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (typed.trim() === value) {
      return;
    }
    const timer = setTimeout(() => onChange(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  });
  useEffect(() => {
    const slash = (event: KeyboardEvent) => {
      if (
        event.key === "/" &&
        !(event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)
      ) {
        event.preventDefault();
        input.current?.focus();
      }
    };
    document.addEventListener("keydown", slash);
    return () => document.removeEventListener("keydown", slash);
  }, []);
  return (
    <label className="search-box">
      <Icon name="search" />
      <span className="visually-hidden">Words in title and services</span>
      <input
        ref={input}
        type="search"
        className="input"
        placeholder="Title or service"
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </label>
  );
}
