/** Times, spans and numbers as people read them. Times are the browser's own zone; titles give them in UTC as well. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function duration(ms: number): string {
  const span = Math.max(0, ms);
  if (span < MINUTE) {
    return `${Math.floor(span / SECOND)} s`;
  }
  if (span < HOUR) {
    return `${Math.floor(span / MINUTE)} min`;
  }
  if (span < DAY) {
    const minutes = Math.floor((span % HOUR) / MINUTE);
    return `${Math.floor(span / HOUR)} h${minutes === 0 ? "" : ` ${minutes} min`}`;
  }
  const hours = Math.floor((span % DAY) / HOUR);
  return `${Math.floor(span / DAY)} d${hours === 0 ? "" : ` ${hours} h`}`;
}

export function ago(at: number, now: number): string {
  const span = now - at;
  if (span < -MINUTE) {
    return `in ${duration(-span)}`;
  }
  return span < 5 * SECOND ? "just now" : `${duration(span)} ago`;
}

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const DATE_WITH_YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** The time alone when it is today, else with its date, and the year when it is another. */
export function moment(at: number, now: number): string {
  const then = new Date(at);
  const today = new Date(now);
  if (then.toDateString() === today.toDateString()) {
    return TIME.format(then);
  }
  const date = then.getFullYear() === today.getFullYear() ? DATE : DATE_WITH_YEAR;
  return `${date.format(then)} ${TIME.format(then).slice(0, 5)}`;
}

export function iso(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}

/** Four significant digits, powers of a thousand as letters. */
export function number(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) {
    return "–";
  }
  const size = Math.abs(value);
  for (const [unit, letter] of [
    [1e12, "T"],
    [1e9, "G"],
    [1e6, "M"],
    [1e4, "k"],
  ] as const) {
    if (size >= unit) {
      const by = letter === "k" ? 1e3 : unit;
      return `${significant(value / by)} ${letter}`;
    }
  }
  return size !== 0 && size < 1e-4 ? value.toExponential(2) : significant(value);
}

function significant(value: number): string {
  return String(Number(value.toPrecision(4)));
}

export function count(value: number): string {
  return new Intl.NumberFormat("en-GB").format(value);
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

export function percent(share: number | undefined): string {
  return share === undefined || !Number.isFinite(share) ? "–" : `${Math.round(share * 100)} %`;
}

export function bytes(size: number): string {
  return size < 1024
    ? `${size} B`
    : size < 1048576
      ? `${(size / 1024).toFixed(1)} KiB`
      : `${(size / 1048576).toFixed(1)} MiB`;
}

/** OPEN as Open, FALSE_POSITIVE as False positive; a word that a later release adds reads as well. */
export function words(name: string): string {
  const lower = name.toLowerCase().replaceAll("_", " ");
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}
