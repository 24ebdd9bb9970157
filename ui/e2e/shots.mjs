// Screenshots of every page into e2e/shots, to be looked at: node e2e/shots.mjs [mode,...] [page,...] [width,...] [theme,...]
import { mkdirSync } from "node:fs";
import { PAGES, startBrowser } from "./browser.mjs";
import { startServer } from "./fixture-server.mjs";

const [
  modes = "full,empty,error,loading",
  pages = Object.keys(PAGES).join(),
  widths = "1440,390",
  themes = "light,dark",
] = process.argv.slice(2);
const out = new URL("./shots/", import.meta.url).pathname;
mkdirSync(out, { recursive: true });

const browser = await startBrowser();
for (const mode of modes.split(",")) {
  const server = await startServer(mode);
  for (const width of widths.split(",").map(Number)) {
    for (const theme of themes.split(",")) {
      const context = await browser.newContext({
        viewport: { width, height: width > 800 ? 900 : 844 },
        colorScheme: theme,
      });
      const page = await context.newPage();
      page.on("pageerror", (error) => console.log(mode, page.url(), error.message));
      page.on("console", (message) => message.type() === "error" && console.log(mode, page.url(), message.text()));
      for (const name of pages.split(",")) {
        await page.goto(server.url + PAGES[name]);
        await page.waitForLoadState(mode === "loading" ? "domcontentloaded" : "load");
        await page.locator("main > *").first().waitFor();
        if (mode === "full" && (name === "incident" || name === "map")) {
          await page.locator(".react-flow__node").first().waitFor();
        }
        await page.evaluate(() => document.fonts.ready);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 350))));
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (wide > 0) {
          console.log(`${mode} ${name} ${width}: ${wide} px wider than the screen`);
        }
        await page.screenshot({ path: `${out}${mode}-${name}-${width}-${theme}.png` });
      }
      await context.close();
    }
  }
  server.close();
}
await browser.close();
