// What holds for every page of the running system.
import assert from "node:assert/strict";
import { PAGES } from "./browser.mjs";
import { loaded, settle, tooWide, violations } from "./checks.mjs";

const FIRST_PAGE_KIB = 400;
const LOOKS = [
  { width: 1440, colorScheme: "light" },
  { width: 1440, colorScheme: "dark" },
  { width: 390, colorScheme: "light" },
];

/** The first page from an empty cache. Its paint is told, not judged: it is the machine's as much as ours. */
export function firstPage(step, { page }) {
  return step("the first page keeps to its budget", async () => {
    await page.goto("/");
    await page.getByRole("heading", { level: 1, name: "Incidents" }).waitFor();
    const { paintMs, bytes, files } = await loaded(page);
    assert.ok(files > 0, "the first page loads scripts and styles");
    const kib = bytes / 1024;
    assert.ok(kib <= FIRST_PAGE_KIB, `${kib.toFixed(1)} KiB of scripts and styles, more than ${FIRST_PAGE_KIB}`);
    return `first contentful paint ${paintMs.toFixed(0)} ms, ${kib.toFixed(1)} KiB in ${files} files`;
  });
}

/** axe and the width of every page, with what the story left behind. */
export function everyPage(step, { page }, { incidentPath, seriesId }) {
  const paths = Object.entries(PAGES).map(([name, path]) => [
    name,
    path.replace(PAGES.incident, incidentPath).replace("0000000000000001", seriesId),
  ]);
  return step("every page is accessible and fits its screen", async () => {
    const found = {};
    for (const { width, colorScheme } of LOOKS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const [name, path] of paths) {
        await page.goto(path);
        await settle(page);
        const wider = await tooWide(page);
        const broken = [...(await violations(page)), ...(wider > 0 ? [`${wider} px wider than the screen`] : [])];
        if (broken.length > 0) {
          found[`${name} ${width} ${colorScheme}`] = broken;
        }
      }
    }
    assert.deepEqual(found, {});
    return `${paths.length} pages, ${LOOKS.length} looks`;
  });
}
