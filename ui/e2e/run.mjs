// The console in Debian's Chromium against the fixture server: axe on every page and state, and what a person does.
// npm run bundle && npm run test:browser
import assert from "node:assert/strict";
import { PAGES, startBrowser } from "./browser.mjs";
import { settle, tooWide, violations } from "./checks.mjs";
import { startServer } from "./fixture-server.mjs";

const MAIN = "cart: shop_pool_usage_ratio and 20 alerts more, 3 services";
const browser = await startBrowser();
let failures = 0;

async function test(name, mode, run, options = {}) {
  const server = await startServer(mode);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  try {
    await run({ page, server, context });
    assert.deepEqual(errors, []);
    console.log(`ok   ${name}`);
  } catch (error) {
    failures++;
    console.log(`FAIL ${name}\n${error.message}`);
  } finally {
    await context.close();
    server.close();
  }
}

/** Opens a page and waits until its answers are there. */
async function open(page, server, path) {
  await page.goto(server.url + path);
  await settle(page);
}

for (const mode of ["full", "empty", "error"]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of mode === "full" ? [1440, 390] : [1440]) {
      await test(
        `axe: ${mode}, ${colorScheme}, ${width} px`,
        mode,
        async ({ page, server }) => {
          const found = {};
          for (const [name, path] of Object.entries(PAGES)) {
            await open(page, server, path);
            const broken = await violations(page);
            const wider = await tooWide(page);
            if (broken.length > 0 || wider > 0) {
              found[name] = [...broken, ...(wider > 0 ? [`${wider} px wider than the screen`] : [])];
            }
          }
          assert.deepEqual(found, {});
        },
        { colorScheme, viewport: { width, height: 900 } },
      );
    }
  }
}

await test("text of telemetry is text, links of labels are http or https", "full", async ({ page, server }) => {
  for (const path of Object.values(PAGES)) {
    await open(page, server, path);
    assert.match(await page.title(), / · Vedette$/);
    assert.equal(await page.locator("main img, main script").count(), 0);
    assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
  }
  await open(page, server, PAGES.explore);
  assert.equal(
    await page.getByRole("link", { name: "runbook_url", exact: true }).getAttribute("href"),
    "https://runbooks.example/cart",
  );
  await open(page, server, "/explore?series=%220000000000000004%22");
  assert.equal(await page.getByRole("link", { name: "runbook_url", exact: true }).count(), 0);
});

await test("j, k and Enter open an incident; Back brings the list", "full", async ({ page, server }) => {
  await open(page, server, PAGES.incidents);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.locator("[aria-current=true]", { hasText: MAIN }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: MAIN }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Incidents" }).waitFor();
});

await test("filters are the URL and outlive a reload", "full", async ({ page, server }) => {
  await open(page, server, PAGES.incidents);
  await page.getByRole("button", { name: "Critical" }).click();
  await page.getByRole("searchbox").fill("ServiceDown");
  await page.waitForURL(/q=ServiceDown/);
  await page.reload();
  assert.equal(await page.getByRole("button", { name: "Critical" }).getAttribute("aria-pressed"), "true");
  assert.equal(await page.getByRole("searchbox").inputValue(), "ServiceDown");
  await page.getByRole("listitem").first().waitFor();
  const titles = await page.locator(".incident-row-title").allTextContents();
  assert.ok(titles.length > 0 && titles.every((title) => title.includes("ServiceDown")), titles.join());
});

await test("what one person does, another sees without a reload", "full", async ({ page, server, context }) => {
  const other = await context.newPage();
  await open(other, server, PAGES.incidents);
  await open(page, server, PAGES.incident);
  await page.getByRole("button", { name: "Acknowledge" }).click();
  await page.locator(".incident-head .badge", { hasText: "Acknowledged" }).waitFor();
  await other.getByRole("listitem").filter({ hasText: MAIN }).getByText("Acknowledged").waitFor();
  await page.getByRole("button", { name: "Resolve" }).click();
  await page.getByLabel("What was done").fill("rolled back to v40");
  await page.getByRole("dialog").getByRole("button", { name: "Resolve" }).click();
  await page.locator(".incident-head .badge", { hasText: "Resolved" }).waitFor();
  await other.getByRole("listitem").filter({ hasText: MAIN }).waitFor({ state: "detached" });
  assert.deepEqual(
    server.state.commands.map((one) => one.body),
    [{ kind: "ACKNOWLEDGE" }, { kind: "RESOLVE", comment: "rolled back to v40" }],
  );
});

await test("a point of the chart is marked as a false positive", "full", async ({ page, server }) => {
  await open(page, server, PAGES.explore);
  await page.locator(".u-over").click({ position: { x: 200, y: 150 } });
  await page.locator(".chosen-point", { hasText: "within its band" }).waitFor();
  await page.reload();
  await page.locator(".chosen-point button").first().click();
  await page.getByRole("button", { name: "False positive" }).click();
  await page.getByText("Feedback sent").first().waitFor();
  const sent = server.state.commands[0];
  assert.equal(sent.path, "/series/0000000000000001/feedback");
  assert.equal(sent.body.kind, "FALSE_POSITIVE");
  assert.ok(server.state.data.points.find((point) => point.timestamp === sent.body.timestamp).anomaly);
});

await test("a silence is made of matchers, and what is none is said", "full", async ({ page, server }) => {
  await open(page, server, PAGES.silences);
  await page.getByRole("button", { name: "New silence" }).click();
  await page.getByLabel("Matchers, one a line").fill("service=cart\nwhat");
  await page.getByText("is no matcher").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByLabel("Matchers, one a line").fill("service=cart");
  await page.getByLabel("Why").fill("moving");
  await page.getByRole("dialog").getByRole("button", { name: "Silence" }).click();
  await page.getByText("Silence sent").first().waitFor();
  const { body } = server.state.commands[0];
  assert.deepEqual([body.matchers, body.comment], [["service=cart"], "moving"]);
  assert.ok(body.endsAt > Date.now());
});

await test("10,000 incidents: few rows are drawn, and the last is reached", "full", async ({ page, server }) => {
  await open(page, server, "/incidents");
  for (let before = -1, height = 0; height !== before;) {
    before = height;
    height = await page.evaluate(async () => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return document.documentElement.scrollHeight;
    });
    await page.waitForFunction(
      () =>
        /^[\d,]+ incidents?$/.test(document.querySelector(".list-count").textContent) ||
        document.documentElement.scrollHeight > window.scrollY + window.innerHeight + 400,
    );
    assert.ok((await page.getByRole("listitem").count()) < 60);
  }
  await page.getByText("10,000 incidents", { exact: true }).waitFor();
  await page.locator("[aria-posinset='10000']").waitFor();
});

await browser.close();
process.exitCode = failures === 0 ? 0 : 1;
