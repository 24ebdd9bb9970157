import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";

const KEY = "vedette.theme";
const changed = new Set<() => void>();
const dark = matchMedia("(prefers-color-scheme: dark)");

export function readTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** Called once before the first paint, and with every change of theme or system. */
export function applyTheme(): void {
  const theme = readTheme();
  document.documentElement.dataset["theme"] = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
  changed.forEach((wake) => wake());
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  applyTheme();
}

dark.addEventListener("change", applyTheme);

function subscribe(wake: () => void): () => void {
  changed.add(wake);
  return () => changed.delete(wake);
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, readTheme);

/** light or dark, whichever is shown: for what is drawn on a canvas. */
export const useShownTheme = (): string =>
  useSyncExternalStore(subscribe, () => document.documentElement.dataset["theme"] ?? "light");
