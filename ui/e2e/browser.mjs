// Debian's Chromium, headless, with a fresh profile each time.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PATH = process.env.CHROMIUM ?? "/usr/bin/chromium";

export function startBrowser() {
  if (!existsSync(PATH)) {
    throw new Error(`No Chromium at ${PATH}: install the Debian package chromium, or set CHROMIUM.`);
  }
  return chromium.launch({
    executablePath: PATH,
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}

export const PAGES = {
  incidents: "/incidents?status=%5B%22OPEN%22%2C%22ACKNOWLEDGED%22%2C%22SNOOZED%22%5D",
  incident: "/incidents/ead55b7e149bbcac",
  alerts: "/incidents/ead55b7e149bbcac?tab=alerts",
  timeline: "/incidents/ead55b7e149bbcac?tab=timeline",
  audit: "/incidents/ead55b7e149bbcac?tab=audit",
  explore: "/explore?series=%220000000000000001%22",
  map: "/map",
  silences: "/silences",
  pipeline: "/pipeline",
  models: "/models",
  demo: "/demo",
  settings: "/settings",
};
