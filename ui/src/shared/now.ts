import { useSyncExternalStore } from "react";

const STEP_MS = 10_000;
let now = Date.now();
const waiting = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(wake: () => void): () => void {
  waiting.add(wake);
  timer ??= setInterval(() => {
    now = Date.now();
    waiting.forEach((one) => one());
  }, STEP_MS);
  return () => {
    waiting.delete(wake);
    if (waiting.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time, told anew every ten seconds: one timer for all that show ages. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
