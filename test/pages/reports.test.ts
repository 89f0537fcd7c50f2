import { createFixture } from "fs-fixture";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { brazeProject } from "../support/braze-project.js";
import { hasChromium, keptOut, launchChromium, openPage } from "../support/chromium.js";
import { testHost } from "../support/host.js";

const hostile = `</script><script>document.title="run"</script><img src=x onerror="document.title='run'">'"&amp;\u202etxt.exe`;
const long = `${"x".repeat(300)}_${hostile}`;

/** What `audit` says of webhooks whose names are long or mean to run. */
async function auditReport(): Promise<string> {
  const { there, run, folder, config } = await brazeProject({ braze: "" });
  await folder.writeFile(
    "mi-braze.yaml",
    config.replace(/movable_ink:.*\n/, "").replace(/identity:[\s\S]*/, ""),
  );
  const webhook = (name: string, body: string) => ({
    channel: "webhook",
    name,
    url: "https://collector.example/behavioral",
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
  });
  there.campaigns = [long, "Order completed"].map((name, index) => ({
    id: `c-${index}`,
    name,
    last_edited: "",
    tags: [name],
    details: {
      messages: { m: webhook(name, `{"${"n".repeat(300)}": "{{custom_attribute.\${nick}}}"}`) },
      has_post_launch_draft: true,
    },
  }));
  return (await run(["audit", "--format", "html"])).out;
}

/** What `replay` says of events of long names, a broken line among them. */
async function replayReport(): Promise<string> {
  const folder = await createFixture({
    "mi-braze.yaml": `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - {id: ${"c".repeat(60)}, event: ${JSON.stringify(long)}, trigger: {custom_event: ${JSON.stringify(long)}}, properties: {id: {type: string, required: true}, price: number}}
`,
    "day.ndjson": [
      { name: long, external_id: "u1", time: "2026-01-02T03:04:05Z", properties: { id: "1", price: "x" } },
      { name: long, external_id: "u1", time: "2026-01-02T03:04:06Z", properties: {} },
      { name: `${long}2`, external_id: long, time: "2026-01-02T03:05:06Z", properties: {} },
    ]
      .map((event) => `${JSON.stringify(event)}\n`)
      .join("")
      .concat(`{"name": ${"y".repeat(300)}\n`),
  });
  const host = testHost({ cwd: folder.path });
  await main(["replay", "day.ndjson", "--format", "html"], host);
  await folder.rm();
  expect(host.out()).toContain("<p>1 payload a minute at most, at 2026-01-02T03:04Z.</p>");
  return host.out();
}

describe.skipIf(!hasChromium)("reports in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  const shots = process.env.SCREENSHOTS;

  test.each([
    ["audit", auditReport],
    ["replay", replayReport],
  ])("%s: at 400 pixels nothing is too wide, nobody is kept out, and no name runs", async (name, made) => {
    const { page, faults } = await openPage(browser, {
      viewport: { width: 400, height: 800 },
      reducedMotion: "reduce",
    });
    await page.setContent(await made());
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
    for (const colorScheme of shots ? (["light", "dark"] as const) : []) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${shots}/${name}-400-${colorScheme}.png`, fullPage: true });
    }
    expect(await keptOut(page)).toEqual([]);
    if (shots) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.screenshot({ path: `${shots}/${name}-1280.png`, fullPage: true });
      await page.setViewportSize({ width: 400, height: 800 });
    }
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(400);
    // Nor is a long name so wide that the columns after it are out of sight on any screen.
    expect(await page.evaluate("document.querySelector('table').getBoundingClientRect().width")).toBeLessThan(
      1100,
    );
    expect(await page.title()).not.toBe("run");
    expect(faults).toEqual([]);
  });
});
