/** The URL when it is one a browser may follow from telemetry: http or https alone; null for javascript: and the like. */
export function safeUrl(value: string): string | null {
  if (!/^https?:\/\//i.test(value)) {
    return null;
  }
  try {
    const url = new URL(value);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null; // Not a URL: shown as text.
  }
}
