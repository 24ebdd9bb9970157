import { useState } from "react";
import { useCreateSilence } from "../../api/commands";
import { parseMatchers } from "../../shared/matchers";
import { Field, FormDialog } from "../../shared/ui/dialog";

const HOUR_MS = 3_600_000;
const SPANS: [string, number][] = [
  ["30 minutes", HOUR_MS / 2],
  ["1 hour", HOUR_MS],
  ["2 hours", 2 * HOUR_MS],
  ["8 hours", 8 * HOUR_MS],
  ["1 day", 24 * HOUR_MS],
  ["1 week", 168 * HOUR_MS],
];

export function NewSilence({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [span, setSpan] = useState(2 * HOUR_MS);
  const [comment, setComment] = useState("");
  const create = useCreateSilence();
  const { matchers, problem } = parseMatchers(typed);
  return (
    <FormDialog
      open
      title="New silence"
      description="Alerts that match every line are held back from now until it ends. None is lost."
      submit="Silence"
      disabled={problem !== null || comment.trim() === ""}
      onOpenChange={onClose}
      onSubmit={() => create.mutate({ matchers, endsAt: Date.now() + span, comment: comment.trim() })}
    >
      <Field
        label="Matchers, one a line"
        hint={
          typed.trim() === "" || problem === null
            ? "As in Alertmanager: =, !=, =~ and !~; a regex matches the whole value."
            : problem
        }
      >
        <textarea
          className="input mono"
          rows={3}
          maxLength={4000}
          placeholder={"service=cart\nseverity=~warning|info"}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <Field label="For">
        <select className="input" value={span} onChange={(event) => setSpan(Number(event.target.value))}>
          {SPANS.map(([name, ms]) => (
            <option key={ms} value={ms}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <Field label="Why">
        <input
          className="input"
          maxLength={1000}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}
