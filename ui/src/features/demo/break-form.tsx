import { Link } from "@tanstack/react-router";
import { useState, type SyntheticEvent } from "react";
import { useBeginFault } from "../../api/commands";
import type { DemoFaultKind } from "../../api/types";
import { Field } from "../../shared/ui/dialog";
import "./demo.css";
import { faultName } from "./fault-name";

const MINUTE_MS = 60_000;
const MINUTES = [1, 3, 5, 15];
const FIRST_SERVICE = "cart";

/** Kind, service, how bad and how long: each choice offers only what fits the one before. */
export function BreakForm({ kinds, mayAct }: { kinds: DemoFaultKind[]; mayAct: boolean }) {
  const begin = useBeginFault();
  const [word, setWord] = useState("");
  const [chosen, setChosen] = useState(FIRST_SERVICE);
  const [minutes, setMinutes] = useState(5);
  const [typed, setTyped] = useState("");
  const kind = kinds.find((one) => one.kind === word) ?? kinds[0];
  if (kind === undefined) {
    return <p className="panel-empty">This shop has nothing that can be broken.</p>;
  }
  if (!mayAct) {
    return <p className="panel-empty">Your role, viewer, may look but not break anything.</p>;
  }
  const service = kind.services.includes(chosen) ? chosen : (kind.services[0] ?? "");
  const { usual, least, greatest, meaning } = kind.magnitude;
  const magnitude = typed === "" ? usual : Number(typed);
  const fits = magnitude >= least && magnitude <= greatest;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (fits) {
      begin.mutate({ kind: kind.kind, service, durationMs: minutes * MINUTE_MS, magnitude });
    }
  };
  return (
    <form className="demo-form" onSubmit={send}>
      <Field label="Fault">
        <select
          className="input"
          value={kind.kind}
          onChange={(event) => {
            setWord(event.target.value);
            setTyped("");
          }}
        >
          {kinds.map((one) => (
            <option key={one.kind} value={one.kind}>
              {faultName(one.kind)}
            </option>
          ))}
        </select>
      </Field>
      <Field label="Service">
        <select className="input" value={service} onChange={(event) => setChosen(event.target.value)}>
          {kind.services.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </Field>
      <Field label="For">
        <select className="input" value={minutes} onChange={(event) => setMinutes(Number(event.target.value))}>
          {MINUTES.map((one) => (
            <option key={one} value={one}>
              {one === 1 ? "1 minute" : `${one} minutes`}
            </option>
          ))}
        </select>
      </Field>
      <Field label="How bad" hint={`${meaning}, ${least} to ${greatest}`}>
        <input
          className="input"
          inputMode="decimal"
          placeholder={String(usual)}
          aria-invalid={!fits}
          value={typed}
          onChange={(event) => setTyped(event.target.value.trim().replace(",", "."))}
        />
      </Field>
      <div className="demo-form-end">
        <button type="submit" className="button button-danger" disabled={!fits || begin.isPending}>
          Break it
        </button>
        <Link to="/incidents" search={{ status: ["OPEN", "ACKNOWLEDGED", "SNOOZED"] }}>
          Watch the incidents
        </Link>
        <span className="muted">One opens within about half a minute.</span>
      </div>
    </form>
  );
}
