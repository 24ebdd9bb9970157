// A night on call: Ann breaks the shop, handles the incident and teaches Vedette; Ben only watches, and never reloads.
import assert from "node:assert/strict";

const CART_P50 = "/explore?name=shop_request_latency_p50_seconds&service=cart&hours=1";
const WARM_MS = 120_000;
const INCIDENT_MS = 120_000;
const BAND_MS = 60_000;
/** A threshold of at least 1.5 times makes the band wider; what it is wide by is left to the detector. */
const LEAST_WIDER = 1.3;

/** Runs the story; gives the paths that pages are checked with afterwards. */
export async function story(step, ann, ben) {
  const seriesId = await watchTheCart(step, ann);
  let known;
  await step("Ben waits before the list of incidents", async () => {
    await ben.page.goto("/");
    await ben.page.getByText("Live", { exact: true }).waitFor();
    await ben.page.locator(".rows, main .state").first().waitFor();
    await ben.page.evaluate(() => (window.neverReloaded = true));
    known = await incidentsOf(ben.page);
  });
  await breakTheCart(step, ann);
  const incident = await incidentOpens(step, ann, ben, known);
  await handle(step, ann, ben, incident);
  await mergeAnother(step, ann, ben, incident);
  await teach(step, ann, seriesId);
  await silence(step, ann, ben);
  await end(step, ann, ben, incident);
  return { incidentPath: incident.path, seriesId };
}

const rowOf = (page, incident) =>
  page.getByRole("listitem").filter({ has: page.locator(`a[href$="${incident.path}"]`) });
const visit = (page, name) => page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name }).click();
const status = (page, name) => page.locator(".incident-head .badge", { hasText: name });

async function watchTheCart(step, { page }) {
  let id;
  await step("the cart's latency is drawn with its band, and goes on", async () => {
    await page.goto(CART_P50);
    const link = page.locator(".series-link").first();
    await reloadUntil(page, link, WARM_MS);
    await link.click();
    await page.getByText(/^Newest: /).waitFor({ timeout: WARM_MS });
    id = /series=(?:%22)?([0-9a-f]{16})/.exec(page.url())?.[1];
    assert.ok(id, `the URL holds the chosen series: ${page.url()}`);
    await until(async () => Date.now() - (await newest(page)).at < 30_000, "live points", WARM_MS);
    const first = await newest(page);
    assert.ok(first.lower < first.upper, `a band: ${first.lower} to ${first.upper}`);
    await until(async () => (await newest(page)).at > first.at, "a newer point without a reload", BAND_MS);
    await reloadKeeps(page);
  });
  return id;
}

function breakTheCart(step, { page }) {
  return step("Ann breaks the cart", async () => {
    await visit(page, "Demo");
    await page.getByRole("combobox", { name: /^Fault/ }).selectOption("latency");
    await page.getByRole("combobox", { name: /^Service/ }).selectOption("cart");
    await page.getByRole("combobox", { name: /^For/ }).selectOption("15 minutes");
    await page.getByRole("button", { name: "Break it" }).click();
    await page.getByRole("listitem").filter({ hasText: "Latency · cart" }).getByText("End it").waitFor();
  });
}

/** Paths of the incidents that are listed, of those whose row says something. */
async function incidentsOf(page, words = "") {
  const rows = page.getByRole("listitem").filter({ hasText: words });
  return rows.getByRole("link").evaluateAll((links) => links.map(({ pathname }) => pathname));
}

async function incidentOpens(step, ann, ben, known) {
  let path;
  await step("Ben sees the incident open", async () => {
    const isNew = (one) => !known.includes(one);
    await until(
      async () => (path = (await incidentsOf(ben.page, "cart: ")).find(isNew)) !== undefined,
      "a new incident of the cart",
      INCIDENT_MS,
    );
    assert.ok(await ben.page.evaluate(() => window.neverReloaded), "he did not reload");
  });
  await step("Ann reads that the cart is the likeliest cause", async () => {
    await visit(ann.page, "Incidents");
    await rowOf(ann.page, { path }).getByRole("link").click();
    await status(ann.page, "Open").waitFor();
    const cause = ann.page.getByRole("region", { name: "Likely causes" }).getByRole("listitem").first();
    await until(async () => /\bcart\b/.test(await cause.innerText()), "the cart to be the first cause", INCIDENT_MS);
    await ann.page.getByText(/The likeliest cause is cart/).waitFor();
    await reloadKeeps(ann.page);
  });
  return { path };
}

async function handle(step, ann, ben, incident) {
  const row = rowOf(ben.page, incident);
  await step("Ann acknowledges, and Ben sees who has it", async () => {
    await ann.page.getByRole("button", { name: "Acknowledge" }).click();
    await status(ann.page, "Acknowledged").waitFor();
    await row.getByText("Acknowledged").waitFor();
  });
  await step("Ann snoozes it and wakes it again, and so does Ben's list", async () => {
    await ann.page.getByRole("button", { name: "Snooze" }).click();
    await ann.page.getByRole("menuitem", { name: "30 minutes" }).click();
    await status(ann.page, "Snoozed").waitFor();
    await row.getByText("Snoozed").waitFor();
    await ann.page.getByRole("button", { name: "Wake" }).click();
    await status(ann.page, "Snoozed").waitFor({ state: "detached" });
    await row.getByText("Snoozed").waitFor({ state: "detached" });
  });
}

async function mergeAnother(step, ann, ben, incident) {
  const name = `InvoicesNotSent${Date.now()}`; // one of its own in each run
  let other;
  await step("an alert of another tool opens an incident of its own", async () => {
    const labels = { alertname: name, service: "invoicing", environment: "demo", severity: "warning" };
    const answer = await ann.page.request.post("/api/v2/alerts", {
      data: [{ labels, annotations: { summary: "no invoice in an hour" }, startsAt: new Date().toISOString() }],
    });
    assert.equal(answer.status(), 200, await answer.text());
    const row = ben.page.getByRole("listitem").filter({ hasText: name });
    await row.waitFor({ timeout: INCIDENT_MS });
    other = { path: new URL(await row.getByRole("link").getAttribute("href"), ben.page.url()).pathname };
  });
  await step("Ann merges it into the first, and it leaves Ben's list", async () => {
    await visit(ann.page, "Incidents");
    await rowOf(ann.page, other).getByRole("link").click();
    await ann.page.getByRole("button", { name: "More actions" }).click();
    await ann.page.getByRole("menuitem", { name: "Merge into another" }).click();
    await ann.page.getByRole("combobox", { name: /^Incident/ }).selectOption(incident.path.split("/").pop());
    await ann.page.getByRole("dialog").getByRole("button", { name: "Merge" }).click();
    await status(ann.page, "Merged").waitFor();
    await rowOf(ben.page, other).waitFor({ state: "detached" });
    await ann.page.getByRole("link", { name: incident.path.split("/").pop() }).click();
    await ann.page.getByRole("tab", { name: /^Alerts/ }).click();
    await ann.page.getByRole("listitem").filter({ hasText: name }).first().waitFor();
    await reloadKeeps(ann.page);
  });
}

function teach(step, { page }, seriesId) {
  return step("Ann calls an anomaly a false positive, and the band becomes wider", async () => {
    await page.goto(`${CART_P50}&series=%22${seriesId}%22`);
    await page.getByText(/Newest of \d+ anomalous points/).waitFor();
    const before = await newest(page);
    await page.locator(".chosen-point button").first().click();
    await page.getByRole("button", { name: "False positive" }).click();
    await page.getByText("Feedback sent").first().waitFor();
    const width = ({ lower, upper }) => upper - lower;
    let after = before;
    await until(
      async () => {
        after = await newest(page);
        return after.at > before.at && width(after) >= LEAST_WIDER * width(before);
      },
      `a band of at least ${LEAST_WIDER} times ${width(before)}`,
      BAND_MS,
    );
    return `${width(before).toPrecision(3)} s before, ${width(after).toPrecision(3)} s after`;
  });
}

function silence(step, ann, ben) {
  return step("Ann silences the cart and ends it, before Ben's eyes", async () => {
    const why = "the vendor moves the cache";
    await visit(ben.page, "Silences");
    const seen = ben.page.getByRole("listitem").filter({ hasText: why });
    await visit(ann.page, "Silences");
    await ann.page.getByRole("button", { name: "New silence" }).click();
    await ann.page.getByLabel("Matchers, one a line").fill("service=cart\nenvironment=demo");
    await ann.page.getByLabel("Why").fill(why);
    await ann.page.getByRole("dialog").getByRole("button", { name: "Silence" }).click();
    await seen.getByText("Active").waitFor();
    const line = ann.page.getByRole("listitem").filter({ hasText: why });
    await line.getByRole("button", { name: "Remove" }).click();
    await ann.page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await seen.waitFor({ state: "detached" });
    await line.waitFor({ state: "detached" });
  });
}

async function end(step, ann, ben, incident) {
  await step("Ann mends the cart", async () => {
    await visit(ann.page, "Demo");
    const fault = ann.page.getByRole("listitem").filter({ hasText: "Latency · cart" });
    await fault.getByRole("button", { name: "End it" }).click();
    await fault.getByRole("button", { name: "End it" }).waitFor({ state: "detached" });
  });
  await step("Ann resolves the incident, and it leaves Ben's list", async () => {
    await visit(ben.page, "Incidents");
    await rowOf(ben.page, incident).waitFor();
    await visit(ann.page, "Incidents");
    await rowOf(ann.page, incident).getByRole("link").click();
    await ann.page.getByRole("button", { name: "Resolve" }).click();
    await ann.page.getByLabel("What was done").fill("gave the cart its cache back");
    await ann.page.getByRole("dialog").getByRole("button", { name: "Resolve" }).click();
    await status(ann.page, "Resolved").waitFor();
    await ann.page.getByText("Resolution: gave the cart its cache back").waitFor();
    await rowOf(ben.page, incident).waitFor({ state: "detached" });
    assert.ok(await ben.page.evaluate(() => window.neverReloaded), "Ben did not reload in all this time");
  });
  await step("the audit tells who did what", async () => {
    await ann.page.getByRole("tab", { name: "Audit" }).click();
    for (const what of ["ACKNOWLEDGED", "SNOOZED", "RESOLVED"]) {
      await ann.page.getByRole("tabpanel").getByText(new RegExp(what, "i")).first().waitFor();
    }
    await reloadKeeps(ann.page);
  });
}

/** The newest point as the page tells it. */
async function newest(page) {
  const line = page.getByText(/^Newest: /);
  const text = await line.innerText();
  const at = Date.parse(await line.locator("time").getAttribute("datetime"));
  const [, lower, upper] = /band (\S+) to ([^\s,]+)/.exec(text) ?? assert.fail(`no band in "${text}"`);
  return { at, lower: Number(lower), upper: Number(upper) };
}

/** What is chosen on a page, and its address, outlive a reload. */
async function reloadKeeps(page) {
  const view = async () => ({
    url: page.url(),
    heading: await page.getByRole("heading", { level: 1 }).innerText(),
    chosen: await page
      .locator("main :is([aria-pressed=true], [aria-selected=true], [aria-current=true])")
      .allInnerTexts(),
  });
  const before = await view();
  await page.reload();
  await page.getByRole("heading", { level: 1, name: before.heading }).waitFor();
  await until(async () => JSON.stringify(await view()) === JSON.stringify(before), `the view ${before.url}`, 10_000);
}

/** Waits for what only a reload can bring: a list that is not live. */
async function reloadUntil(page, locator, patienceMs) {
  await until(
    async () => {
      await page.reload();
      await page.locator(".series-link, main .state").first().waitFor();
      return (await locator.count()) > 0;
    },
    `${locator}`,
    patienceMs,
  );
}

const LOOK_EVERY_MS = 250;

async function until(holds, what, patienceMs) {
  const end = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > end) {
      throw new Error(`waited ${patienceMs / 1000} s in vain for ${what}`);
    }
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}
