import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { meQuery } from "../../api/queries";
import { readToken, writeToken } from "../../api/token";
import { words } from "../../shared/format";
import { chooseTheme, useTheme, type Theme } from "../../shared/theme";
import { Field } from "../../shared/ui/dialog";
import { Page, Panel } from "../../shared/ui/page";
import { Answer, SkeletonRows } from "../../shared/ui/states";

export function SettingsPage() {
  return (
    <Page title="Settings">
      <div className="stack">
        <Panel title="Who you are">
          <Who />
        </Panel>
        <Panel title="Access">
          <Token />
        </Panel>
        <Panel title="Look">
          <Look />
        </Panel>
        <p className="muted">
          How Vedette detects, groups and stores is set where it is started: see docs/settings-streaming.md and
          docs/settings-gateway.md. The contract of the API is at <a href="/api/v1/openapi.json">openapi.json</a>.
        </p>
      </div>
    </Page>
  );
}

const MAY: Record<string, string> = {
  VIEWER: "may look",
  OPERATOR: "may look, act on incidents, give feedback and silence",
  ADMIN: "may do everything",
};

const VIA: Record<string, string> = {
  TOKEN: "a token",
  OIDC: "your OpenID provider",
  LOOPBACK: "this machine, without a token",
};

function Who() {
  const me = useQuery(meQuery());
  return (
    <Answer query={me} skeleton={<SkeletonRows rows={1} height={56} />}>
      {() =>
        me.data && (
          <p className="panel-body">
            <strong>{me.data.name}</strong>, {words(me.data.role).toLowerCase()}:{" "}
            {MAY[me.data.role] ?? "has a role this console does not know"}.
            <span className="muted block">Known by {VIA[me.data.via] ?? me.data.via}.</span>
          </p>
        )
      }
    </Answer>
  );
}

function Token() {
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const [known, setKnown] = useState(() => readToken() !== null);
  const keep = (token: string) => {
    writeToken(token);
    setTyped("");
    setKnown(token !== "");
    // Another person may now ask: what the one before was shown is forgotten.
    void client.resetQueries();
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    keep(typed.trim());
  };
  return (
    <form className="form panel-body" onSubmit={send}>
      <Field label="Bearer token" hint="Kept in this browser tab alone, and gone when it is closed.">
        <input
          className="input"
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder={known ? "A token is set" : "None is set"}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <div className="row">
        <button type="submit" className="button button-primary" disabled={typed.trim() === ""}>
          Use it
        </button>
        <button type="button" className="button" disabled={!known} onClick={() => keep("")}>
          Forget it
        </button>
      </div>
    </form>
  );
}

function Look() {
  const theme = useTheme();
  return (
    <div className="panel-body">
      <Field label="Theme">
        <select className="input" value={theme} onChange={(event) => chooseTheme(event.target.value as Theme)}>
          <option value="system">As the system</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
      </Field>
    </div>
  );
}
