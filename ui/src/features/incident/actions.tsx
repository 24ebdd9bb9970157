import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useIncidentCommand } from "../../api/commands";
import { incidentsQuery, itemsOf, meQuery } from "../../api/queries";
import type { Incident } from "../../api/types";
import { FormDialog, Field } from "../../shared/ui/dialog";
import { Icon } from "../../shared/ui/icon";

const HOUR_MS = 3_600_000;
const SNOOZES: [string, number][] = [
  ["30 minutes", HOUR_MS / 2],
  ["1 hour", HOUR_MS],
  ["4 hours", 4 * HOUR_MS],
  ["8 hours", 8 * HOUR_MS],
  ["1 day", 24 * HOUR_MS],
];

type Asking = "comment" | "resolve" | "merge" | null;

export function IncidentActions({ incident }: { incident: Incident }) {
  const me = useQuery(meQuery());
  const command = useIncidentCommand(incident.id);
  const [asking, setAsking] = useState<Asking>(null);
  const { status } = incident;
  const live = status === "OPEN" || status === "ACKNOWLEDGED" || status === "SNOOZED";
  if (me.data?.role === "VIEWER") {
    return <p className="muted">Your role, viewer, may look but not act.</p>;
  }
  const busy = command.isPending;
  return (
    <div className="row actions">
      {status === "OPEN" && (
        <button
          type="button"
          className="button button-primary"
          disabled={busy}
          onClick={() => command.mutate({ kind: "ACKNOWLEDGE" })}
        >
          <Icon name="check" />
          Acknowledge
        </button>
      )}
      {(status === "OPEN" || status === "ACKNOWLEDGED") && (
        <Snooze disabled={busy} onChoose={(ms) => command.mutate({ kind: "SNOOZE", until: Date.now() + ms })} />
      )}
      {status === "SNOOZED" && (
        <button
          type="button"
          className="button button-primary"
          disabled={busy}
          onClick={() => command.mutate({ kind: "UNSNOOZE" })}
        >
          <Icon name="clock" />
          Wake
        </button>
      )}
      {live && (
        <button type="button" className="button" disabled={busy} onClick={() => setAsking("resolve")}>
          Resolve
        </button>
      )}
      {!live && (
        <button type="button" className="button" disabled={busy} onClick={() => command.mutate({ kind: "REOPEN" })}>
          <Icon name="undo" />
          Reopen
        </button>
      )}
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="button" aria-label="More actions" disabled={busy}>
          <Icon name="more" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
            <DropdownMenu.Item className="menu-item" onSelect={() => setAsking("comment")}>
              <Icon name="comment" />
              Comment
            </DropdownMenu.Item>
            {live && (
              <DropdownMenu.Item className="menu-item" onSelect={() => setAsking("merge")}>
                <Icon name="merge" />
                Merge into another
              </DropdownMenu.Item>
            )}
            {status === "ACKNOWLEDGED" && (
              <DropdownMenu.Item className="menu-item" onSelect={() => command.mutate({ kind: "UNACKNOWLEDGE" })}>
                <Icon name="undo" />
                Give it back
              </DropdownMenu.Item>
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <TextDialog
        key={`resolve ${String(asking === "resolve")}`}
        open={asking === "resolve"}
        title="Resolve the incident"
        description="What was done helps whoever meets the next one like it: it is shown there."
        label="What was done"
        submit="Resolve"
        required={false}
        onClose={() => setAsking(null)}
        onText={(comment) => command.mutate({ kind: "RESOLVE", comment })}
      />
      <TextDialog
        key={`comment ${String(asking === "comment")}`}
        open={asking === "comment"}
        title="Comment"
        description="Kept in the time line and the audit, under your name."
        label="Comment"
        submit="Add comment"
        required
        onClose={() => setAsking(null)}
        onText={(comment) => command.mutate({ kind: "COMMENT", comment })}
      />
      <MergeDialog
        incident={incident}
        open={asking === "merge"}
        onClose={() => setAsking(null)}
        onChoose={(into) => command.mutate({ kind: "MERGE", into })}
      />
    </div>
  );
}

function Snooze({ disabled, onChoose }: { disabled: boolean; onChoose: (ms: number) => void }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button" disabled={disabled}>
        <Icon name="clock" />
        Snooze
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={6}>
          {SNOOZES.map(([name, ms]) => (
            <DropdownMenu.Item key={name} className="menu-item" onSelect={() => onChoose(ms)}>
              {name}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface TextProps {
  open: boolean;
  title: string;
  description: string;
  label: string;
  submit: string;
  required: boolean;
  onClose: () => void;
  onText: (text: string) => void;
}

const LONGEST = 2000;

function TextDialog({ label, required, onClose, onText, ...dialog }: TextProps) {
  const [typed, setTyped] = useState("");
  return (
    <FormDialog
      {...dialog}
      disabled={required && typed.trim() === ""}
      onOpenChange={(open) => {
        if (!open) {
          onClose();
        }
      }}
      onSubmit={() => onText(typed.trim())}
    >
      <Field label={label}>
        <textarea
          className="input"
          rows={4}
          maxLength={LONGEST}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}

interface MergeProps {
  incident: Incident;
  open: boolean;
  onClose: () => void;
  onChoose: (into: string) => void;
}

function MergeDialog({ incident, open, onClose, onChoose }: MergeProps) {
  const query = useInfiniteQuery({ ...incidentsQuery({ status: ["OPEN", "ACKNOWLEDGED", "SNOOZED"] }), enabled: open });
  const others = itemsOf(query.data).filter(
    (one) => one.id !== incident.id && one.environment === incident.environment,
  );
  const [into, setInto] = useState("");
  return (
    <FormDialog
      open={open}
      title="Merge into another incident"
      description="Its alerts move there, and later ones follow."
      submit="Merge"
      disabled={into === ""}
      onOpenChange={(next) => {
        if (!next) {
          setInto("");
          onClose();
        }
      }}
      onSubmit={() => onChoose(into)}
    >
      <Field
        label="Incident"
        hint={
          others.length === 0 && query.data !== undefined ? `No other is open in ${incident.environment}.` : undefined
        }
      >
        <select className="input" value={into} onChange={(event) => setInto(event.target.value)}>
          <option value="">Choose…</option>
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
      </Field>
    </FormDialog>
  );
}
