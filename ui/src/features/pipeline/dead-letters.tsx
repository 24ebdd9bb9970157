import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRedrive } from "../../api/commands";
import { deadLettersQuery, itemsOf, meQuery } from "../../api/queries";
import type { DeadLetter } from "../../api/types";
import { REASONS } from "../../app/router";
import { bytes, count, words } from "../../shared/format";
import { More } from "../../shared/ui/more";
import { Panel } from "../../shared/ui/page";
import { Answer, SkeletonRows } from "../../shared/ui/states";
import { Time } from "../../shared/ui/time";
import { dropUnset } from "../incident-list/search";
import { payloadText } from "./payload";

const route = getRouteApi("/pipeline");

export function DeadLetters() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/pipeline" });
  const query = useInfiniteQuery(deadLettersQuery(search));
  const letters = itemsOf(query.data);
  const me = useQuery(meQuery());
  const redrive = useRedrive();
  const mayAct = me.data !== undefined && me.data.role !== "VIEWER";
  return (
    <Panel
      title="Dead letters"
      aside={
        <select
          className="input"
          aria-label="Reason"
          value={search.reason ?? ""}
          onChange={(event) =>
            void navigate({
              search: dropUnset({ reason: REASONS.find((reason) => reason === event.target.value) }),
              replace: true,
              resetScroll: false,
            })
          }
        >
          <option value="">Every reason</option>
          {REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {words(reason)}
            </option>
          ))}
        </select>
      }
    >
      <Answer query={query} skeleton={<SkeletonRows rows={4} height={64} />}>
        {() =>
          letters.length === 0 ? (
            <p className="panel-empty">Nothing was refused{search.reason === undefined ? "" : " for this reason"}.</p>
          ) : (
            <ul className="plain-list">
              {letters.map((letter) => (
                <Letter
                  key={letter.origin}
                  letter={letter}
                  busy={redrive.isPending}
                  {...(mayAct && isRecord(letter) ? { onRedrive: () => redrive.mutate(letter.origin) } : {})}
                />
              ))}
            </ul>
          )
        }
      </Answer>
      <More query={query} />
    </Panel>
  );
}

/** Late samples have no record of their own to send again. */
function isRecord(letter: DeadLetter): boolean {
  return /^[\w.-]+\/\d+\/\d+$/.test(letter.origin);
}

function Letter({ letter, busy, onRedrive }: { letter: DeadLetter; busy: boolean; onRedrive?: () => void }) {
  return (
    <li className="line line-top">
      <span className="tag">{words(letter.reason)}</span>
      <div className="grow wrap">
        {letter.message}
        <span className="muted block">
          {letter.source ?? "unknown sender"} · <span className="mono">{letter.origin}</span>
          {letter.count > 1 && ` · stands for ${count(letter.count)}`}
        </span>
        {letter.payload !== "" && (
          <details>
            <summary>Body, {bytes(letter.payloadSize)}</summary>
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard */}
            <pre className="payload" tabIndex={0}>
              {payloadText(letter.payload)}
            </pre>
          </details>
        )}
      </div>
      <span className="muted">
        <Time at={letter.timestamp} />
      </span>
      {onRedrive !== undefined && (
        <button type="button" className="button" disabled={busy} onClick={onRedrive}>
          Send again
        </button>
      )}
    </li>
  );
}
