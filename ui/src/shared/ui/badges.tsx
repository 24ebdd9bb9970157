import { words } from "../format";
import { Icon, type IconName } from "./icon";

const ICONS: Record<string, IconName> = { CRITICAL: "critical", WARNING: "warning", INFO: "info" };

/** Severity by shape and word, not by colour alone. */
export function SeverityBadge({ severity, compact = false }: { severity: string; compact?: boolean }) {
  const known = severity in ICONS ? severity.toLowerCase() : "info";
  return (
    <span className={`severity severity-${known}`} title={compact ? words(severity) : undefined}>
      <Icon name={ICONS[severity] ?? "info"} />
      <span className={compact ? "visually-hidden" : undefined}>{words(severity)}</span>
    </span>
  );
}

const TONES: Record<string, string> = {
  OPEN: "hot",
  FIRING: "hot",
  ACKNOWLEDGED: "accent",
  SNOOZED: "quiet",
  RESOLVED: "good",
  MERGED: "quiet",
  ACTIVE: "accent",
  PENDING: "quiet",
  ENDED: "quiet",
  CHAMPION: "good",
  SHADOW: "accent",
  REJECTED: "quiet",
};

export function StatusBadge({ status }: { status: string }) {
  return <span className={`badge badge-${TONES[status] ?? "quiet"}`}>{words(status)}</span>;
}
