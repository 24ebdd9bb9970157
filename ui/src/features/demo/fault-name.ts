import { words } from "../../shared/format";

/** memory-leak as Memory leak. */
export function faultName(kind: string): string {
  return kind === "cpu" ? "CPU" : words(kind.replaceAll("-", "_"));
}
