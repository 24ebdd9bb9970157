import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { ApiError } from "../../api/client";
import { Icon, type IconName } from "./icon";

const TITLES: Record<ApiError["failure"], string> = {
  unreachable: "The gateway does not answer",
  unauthorised: "A token is needed",
  forbidden: "Your role does not allow this",
  missing: "Not found",
  busy: "Busy right now",
  refused: "The request was refused",
  unexpected: "Something went wrong",
};

/** What failed, why as far as the server said, and what to do. */
export function ErrorState({ error, retry }: { error: Error; retry?: (() => void) | undefined }) {
  const failure = error instanceof ApiError ? error.failure : "unexpected";
  return (
    <div className="state" role="alert">
      <span className="state-icon state-bad">
        <Icon name="warning" />
      </span>
      <h2>{TITLES[failure]}</h2>
      <p>{error.message}</p>
      <div className="row">
        {failure === "unauthorised" && (
          <Link to="/settings" className="button button-primary">
            Give a token
          </Link>
        )}
        {retry !== undefined && (
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
        )}
      </div>
    </div>
  );
}

export function EmptyState({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <span className="state-icon">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      <div className="state-text">{children}</div>
    </div>
  );
}

/** Grey bars as high as the rows that are to come, so that nothing jumps. */
export function SkeletonRows({ rows, height }: { rows: number; height: number }) {
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="skeleton-row" style={{ height }}>
          <span className="skeleton" style={{ width: `${64 - ((index * 17) % 34)}%` }} />
        </div>
      ))}
    </div>
  );
}

export function SkeletonBlock({ height }: { height: number }) {
  return <div role="status" aria-label="Loading" className="skeleton" style={{ height }} />;
}

interface Asked {
  error: Error | null;
  data: unknown;
  refetch: () => unknown;
}

/** One of: what is asked for, why it is not there, or the skeleton until it is. An answer that is there stays shown. */
export function Answer({
  query,
  skeleton,
  children,
}: {
  query: Asked;
  skeleton: ReactNode;
  children: () => ReactNode;
}) {
  if (query.data !== undefined) {
    return <>{children()}</>;
  }
  return query.error === null ? skeleton : <ErrorState error={query.error} retry={() => void query.refetch()} />;
}
