// Screenshots of every page into e2e/shots, to be looked at:
//   node e2e/shots.mjs [mode,...|URL] [page,...] [width,...] [theme,...]
// A mode is a state of the fixture server, a URL a running Vedette, of which the newest open incident is shown.
import { mkdirSync } from "node:fs";
import { PAGES, startBrowser } from "./browser.mjs";
import { tooWide } from "./checks.mjs";
import { startServer } from "./fixture-server.mjs";

const [
  from = "full,empty,error,loading",
  pages = Object.keys(PAGES).join(),
  widths = "1440,390",
  themes = "light,dark",
] = process.argv.slice(2);
const out = new URL("./shots/", import.meta.url).pathname;
mkdirSync(out, { recursive: true });

/** What the fixture server calls by fixed ids is found where a system runs. */
async function livePaths(url) {
  const items = async (path) => (await (await fetch(`${url}/api/v1${path}`)).json()).items;
  const incidents = await items("/incidents?status=OPEN&status=ACKNOWLEDGED&sort=-alertCount&limit=1");
  const [incident] = incidents.length > 0 ? incidents : await items("/incidents?sort=-alertCount&limit=1");
  const service = incident?.causes[0]?.entity ?? "cart";
  const [series] = await items(`/series?name=shop_request_latency_p50_seconds&service=${service}&limit=1`);
  return Object.fromEntries(
    Object.entries(PAGES).map(([name, path]) => [
      name,
      path
        .replace(/^\/incidents\/[0-9a-f]{16}/, incident ? `/incidents/${incident.id}` : "/incidents")
        .replace("?series=%220000000000000001%22", `?service=${service}&series=%22${series?.seriesId}%22&hours=1`),
    ]),
  );
}

async function shoot(browser, mode, url, paths) {
  for (const width of widths.split(",").map(Number)) {
    for (const colorScheme of themes.split(",")) {
      const viewport = { width, height: width > 800 ? 900 : 844 };
      const context = await browser.newContext({ viewport, colorScheme });
      const page = await context.newPage();
      page.on("pageerror", (error) => console.log(mode, page.url(), error.message));
      page.on("console", (message) => message.type() === "error" && console.log(mode, page.url(), message.text()));
      for (const name of pages.split(",")) {
        await page.goto(url + paths[name]);
        await ready(page, mode);
        const wide = await tooWide(page);
        if (wide > 0) {
          console.log(`${mode} ${name} ${width}: ${wide} px wider than the screen`);
        }
        await page.screenshot({ path: `${out}${mode}-${name}-${width}-${colorScheme}.png` });
      }
      await context.close();
    }
  }
}

async function ready(page, mode) {
  await page.waitForLoadState(mode === "loading" ? "domcontentloaded" : "load");
  await page.locator("main > *").first().waitFor();
  if (mode !== "loading") {
    await page.waitForFunction(() => document.querySelector("main [aria-label=Loading]") === null);
  }
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 350))));
}

const browser = await startBrowser();
if (from.startsWith("http")) {
  await shoot(browser, "live", from, await livePaths(from));
} else {
  for (const mode of from.split(",")) {
    const server = await startServer(mode);
    await shoot(browser, mode, server.url, PAGES);
    server.close();
  }
}
await browser.close();
