// What is asked of every page, whatever stands behind it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Waits until the answers of a page are there: no skeleton is left. */
export async function settle(page) {
  await page.locator("main > *").first().waitFor();
  await page.waitForFunction(() => document.querySelector("main [aria-label=Loading]") === null);
}

/** What axe finds against WCAG 2.2 AA, a line a rule; the page must have been opened with bypassCSP. */
export async function violations(page) {
  await page.addScriptTag({ content: AXE });
  const result = await page.evaluate((values) => window.axe.run(document, { runOnly: values }), RULES);
  return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

/** By how many pixels a page is wider than the screen. */
export function tooWide(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Milliseconds from the navigation to the first contentful paint, and bytes of scripts and styles as they came. */
export function loaded(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list, observer) => {
          const paint = list.getEntriesByName("first-contentful-paint")[0];
          if (paint !== undefined) {
            observer.disconnect();
            const files = performance.getEntriesByType("resource").filter(({ name }) => /\.(js|css)$/.test(name));
            const bytes = files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
            resolve({ paintMs: paint.startTime, bytes, files: files.length });
          }
        }).observe({ type: "paint", buffered: true });
      }),
  );
}
