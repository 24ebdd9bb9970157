import { ago, duration, iso, moment } from "../format";
import { useNow } from "../now";

/** A moment; its title gives it in full, in UTC. */
export function Time({ at, relative = false }: { at: number; relative?: boolean }) {
  const now = useNow();
  return (
    <time dateTime={iso(at)} title={iso(at)} className="num">
      {relative ? ago(at, now) : moment(at, now)}
    </time>
  );
}

/** How long something has lasted, or did until its end. */
export function Lasted({ from, to }: { from: number; to?: number | undefined }) {
  const now = useNow();
  return <span className="num">{duration((to ?? now) - from)}</span>;
}
