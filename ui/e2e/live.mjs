// The console in Chromium against a running Vedette with its demo shop, as two people on call use it:
//   ./vedette up --demo            and, once it is up:
//   node e2e/live.mjs http://127.0.0.1:8080
// Steps build on one another, so the first that fails ends the run, with a screenshot in e2e/shots.
import { mkdirSync } from "node:fs";
import { startBrowser } from "./browser.mjs";
import { everyPage, firstPage } from "./live-pages.mjs";
import { story } from "./live-story.mjs";

const url = process.argv[2]?.replace(/\/$/, "");
if (url === undefined) {
  console.error("usage: node e2e/live.mjs URL-OF-A-GATEWAY-WITH-THE-DEMO-SHOP");
  process.exit(2);
}

const PATIENCE_MS = 30_000;
const SHOTS = new URL("./shots/", import.meta.url).pathname;

/** A person: a browser of their own, with one page. */
async function person(name) {
  const browser = await startBrowser();
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    bypassCSP: true, // for axe
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const errors = [];
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && errors.push(`${page.url()}: ${message.text()}`));
  return { name, browser, context, page, errors };
}

const ann = await person("ann");
const ben = await person("ben");
const begin = performance.now();

async function step(name, run) {
  const from = performance.now();
  const said = await run();
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(`ok   ${name} (${seconds} s)${said === undefined ? "" : `: ${said}`}`);
}

try {
  await firstPage(step, ann);
  const incident = await story(step, ann, ben);
  await everyPage(step, ann, incident);
  const errors = [...ann.errors, ...ben.errors];
  if (errors.length > 0) {
    throw new Error(`errors in the browser's console:\n${errors.join("\n")}`);
  }
  console.log(`all of it in ${((performance.now() - begin) / 1000).toFixed(0)} s`);
} catch (error) {
  process.exitCode = 1;
  console.log(`FAIL ${error.stack}`);
  mkdirSync(SHOTS, { recursive: true });
  for (const { name, page } of [ann, ben]) {
    await page.screenshot({ path: `${SHOTS}failed-${name}.png` });
    console.log(`${name} saw ${page.url()}, see ${SHOTS}failed-${name}.png`);
  }
} finally {
  await ann.browser.close();
  await ben.browser.close();
}
