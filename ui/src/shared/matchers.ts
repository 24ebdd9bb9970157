const MATCHER = /^\s*([a-zA-Z_][a-zA-Z0-9_.:-]*)\s*(=~|!~|!=|=)\s*(.*?)\s*$/;

/** Splits matchers typed one a line; says of the first that is none what is wrong with it. */
export function parseMatchers(text: string): { matchers: string[]; problem: string | null } {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const wrong = lines.find((line) => !MATCHER.test(line));
  return {
    matchers: lines,
    problem:
      lines.length === 0
        ? "Give at least one matcher."
        : wrong === undefined
          ? null
          : `“${wrong}” is no matcher: write label=value, label!=value, label=~regex or label!~regex.`,
  };
}
