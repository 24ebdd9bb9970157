import { useState } from "react";
import { usePlanMaintenance } from "../../api/commands";
import { parseMatchers } from "../../shared/matchers";
import { Field, FormDialog } from "../../shared/ui/dialog";

const HOUR_MS = 3_600_000;
const REPEATS: [string, string][] = [
  ["Once", ""],
  ["Every day", "FREQ=DAILY"],
  ["Every week", "FREQ=WEEKLY"],
  ["At weekends", "FREQ=WEEKLY;BYDAY=SA,SU"],
  ["Every month", "FREQ=MONTHLY"],
];

/** The present minute by the clock of this browser, as a datetime-local input has it. */
function nowHere(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function NewWindow({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [startsAt, setStartsAt] = useState(nowHere);
  const [hours, setHours] = useState(2);
  const [recurrence, setRecurrence] = useState("");
  const [comment, setComment] = useState("");
  const plan = usePlanMaintenance();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { matchers, problem } = parseMatchers(typed);
  return (
    <FormDialog
      open
      title="New maintenance window"
      description="Alerts that match every line are held back while it is open. None is lost."
      submit="Plan"
      disabled={problem !== null || startsAt === "" || !(hours > 0)}
      onOpenChange={onClose}
      onSubmit={() =>
        plan.mutate({
          matchers,
          startsAt,
          zone,
          durationMs: Math.round(hours * HOUR_MS),
          recurrence,
          comment: comment.trim(),
        })
      }
    >
      <Field
        label="Matchers, one a line"
        hint={typed.trim() === "" || problem === null ? "As those of a silence." : problem}
      >
        <textarea
          className="input mono"
          rows={2}
          maxLength={4000}
          placeholder="service=db"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <Field label="Begins" hint={`By the clock of ${zone}, in summer and in winter.`}>
        <input
          className="input"
          type="datetime-local"
          value={startsAt}
          onChange={(event) => setStartsAt(event.target.value)}
        />
      </Field>
      <Field label="Hours">
        <input
          className="input"
          type="number"
          min={0.25}
          step={0.25}
          value={hours}
          onChange={(event) => setHours(event.target.valueAsNumber)}
        />
      </Field>
      <Field label="Comes again">
        <select className="input" value={recurrence} onChange={(event) => setRecurrence(event.target.value)}>
          {REPEATS.map(([name, rule]) => (
            <option key={name} value={rule}>
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
