import { Link } from "@tanstack/react-router";
import type { RankedCause } from "../../api/types";
import { number, percent, plural, words } from "../../shared/format";
import { Time } from "../../shared/ui/time";

/** Below it a cause is listed, not opened: nobody should read evidence for what is not believed. */
const BELIEVED = 0.2;

export function Causes({ causes }: { causes: RankedCause[] }) {
  if (causes.length === 0) {
    return (
      <p className="panel-empty">
        No cause stands out. Causes are ranked once there are alerts, calls or changes to go by.
      </p>
    );
  }
  return (
    <ol className="causes">
      {causes.map((cause, index) => (
        <li key={`${cause.level} ${cause.entity}`}>
          <details open={index === 0 || (cause.confidence ?? 0) >= BELIEVED}>
            <summary className="cause">
              <span className="cause-rank num">{index + 1}</span>
              <span className="grow wrap">
                <strong>{cause.entity}</strong>{" "}
                <span className="muted">
                  {cause.level === "SERVICE"
                    ? ""
                    : `${words(cause.level).toLowerCase()}${cause.service === undefined ? "" : ` of ${cause.service}`} · `}
                  {cause.families.join(", ")}
                </span>
              </span>
              <Confidence share={cause.confidence} />
            </summary>
            <CauseBody cause={cause} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function Confidence({ share }: { share: number | undefined }) {
  return (
    <span className="confidence">
      <span className="meter" aria-hidden="true">
        <span style={{ width: `${Math.round((share ?? 0) * 100)}%` }} />
      </span>
      <span className="num">{percent(share)}</span>
    </span>
  );
}

function CauseBody({ cause }: { cause: RankedCause }) {
  return (
    <div className="cause-body">
      {cause.path.length > 1 && (
        <p className="path" aria-label="The way of the fault">
          {cause.path.map((step, index) => (
            <span key={`${index} ${step}`}>
              {index > 0 && (
                <span className="muted" aria-label="to">
                  {" "}
                  →{" "}
                </span>
              )}
              {step}
            </span>
          ))}
        </p>
      )}
      {cause.since !== undefined && (
        <p className="muted">
          First sign <Time at={cause.since} />
        </p>
      )}
      {cause.evidence.length === 0 ? (
        <p className="muted">No evidence of its own: it is named for its place in the call graph.</p>
      ) : (
        <ul className="evidence">
          {cause.evidence.map((one, index) => (
            <li key={index}>
              <span className="tag">{one.kind}</span>
              <span className="grow wrap">
                {one.kind === "metric" ? (
                  <Link
                    to="/explore"
                    search={{
                      name: one.name,
                      ...(cause.service === undefined && cause.level !== "SERVICE"
                        ? {}
                        : { service: cause.service ?? cause.entity }),
                    }}
                    className="mono"
                  >
                    {one.name}
                  </Link>
                ) : (
                  <span className="mono">{one.name}</span>
                )}
                {one.value !== undefined && (
                  <span className="muted num">
                    {" "}
                    {number(one.value)}
                    {one.expected !== undefined && `, expected ${number(one.expected)}`}
                  </span>
                )}
                {one.summary !== undefined && <span className="muted block">{one.summary}</span>}
              </span>
              <span className="muted num end">
                <Time at={one.at} />
                <span className="block">{plural(one.count, "time")}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
