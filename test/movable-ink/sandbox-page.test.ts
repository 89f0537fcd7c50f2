import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authorizationOf, Sandbox } from "../../src/movable-ink/sandbox/server.js";
import { hasChromium, keptOut, launchChromium, openPage } from "../support/chromium.js";

const credentials = { key: "k3y", username: "sandbox", password: "s3cret" };
const shots = process.env.SCREENSHOTS;

describe.skipIf(!hasChromium)("the sandbox's page in a real browser (skipped without Chromium)", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  async function opened(): Promise<{
    page: Page;
    sandbox: Sandbox;
    faults: string[];
    post: (payload: object) => Promise<void>;
    send: (body: string, status: number) => Promise<void>;
  }> {
    const sandbox = new Sandbox({
      ...credentials,
      uuid: randomUUID,
      now: () => new Date("2023-12-06T18:20:45Z"),
    });
    const origin = await sandbox.listen(0);
    const { page, faults } = await openPage(browser);
    await page.goto(origin);
    const send = async (body: string, status: number) => {
      const response = await fetch(`${origin}/behavioral/${credentials.key}`, {
        method: "POST",
        body,
        headers: {
          authorization: authorizationOf(credentials),
          "content-type": "application/json",
          // While the page is waited for, the server may close an idle connection just as the next post takes it.
          connection: "close",
        },
      });
      expect(response.status).toBe(status);
    };
    const post = (payload: object) => send(JSON.stringify(payload), 200);
    return { page, sandbox, faults, post, send };
  }

  const viewed = {
    type: "track",
    event: "product_viewed",
    user_id: "5c3aa83113dd490100d3d8d7",
    timestamp: 1_701_886_845_000,
    timezone: "Europe/Paris",
    properties: { id: "56544", title: 'Bo\'s "Deep Clean" Wipes', price: 42.5 },
  };

  test("shows what comes without a reload, and leaves open what is read", async () => {
    const { page, sandbox, faults, post, send } = await opened();
    await page.getByText("0 events, 0 profiles.").waitFor();
    await post({ ...viewed, user_id: undefined, anonymous_id: "anon-1" });
    await page.getByText("1 event, 1 profile.").waitFor();
    await page.locator("summary", { hasText: "product_viewed" }).click();
    await page.locator("pre", { hasText: '"price": 42.5' }).waitFor();

    await post({ type: "identify", user_id: "u1", anonymous_id: "anon-1", timestamp: 1_701_886_845_001 });
    await post({ ...viewed, user_id: "u2", anonymous_id: "anon-1", timestamp: 1_701_886_845_002 });
    await page.getByText("3 events, ").waitFor();
    await page.locator("pre", { hasText: '"anonymous_id": "anon-1"' }).last().waitFor();
    await page.locator("td.warn", { hasText: "u2" }).waitFor();
    if (shots) await page.screenshot({ path: `${shots}/sandbox.png`, fullPage: true });

    await page.setViewportSize({ width: 360, height: 640 });
    if (shots) await page.screenshot({ path: `${shots}/sandbox-narrow.png`, fullPage: true });
    await page.waitForFunction(
      "innerWidth === 360 && document.documentElement.scrollWidth <= document.documentElement.clientWidth",
    );

    // What was refused, with what to do.
    const told = page.getByRole("region", { name: "Refused" });
    expect(await told.isVisible()).toBe(false);
    await send('{"title": "Bo\'s "Deli""}', 400);
    await told.locator("summary", { hasText: "400 Bad Request" }).click();
    await told.getByText("Run mi-braze lint on the body").waitFor();
    expect(await told.locator("pre").textContent()).toBe('{"title": "Bo\'s "Deli""}');
    // What is filtered stays so while more comes.
    const found = page.getByRole("searchbox", { name: "Find an event" });
    await found.fill("identify");
    await post({ ...viewed, user_id: "u3" });
    await page.getByText("4 events, ").waitFor();
    expect(await page.locator("#events > li:visible b").allTextContents()).toEqual(["identify"]);
    await found.fill("");
    await page.locator("#events time", { hasText: "Dec 6, 2023" }).first().waitFor();
    await page.locator("#events summary").first().click();
    await page.getByRole("button", { name: "Copy payload of product_viewed" }).first().waitFor();
    expect(await keptOut(page)).toEqual([]);
    expect(faults).toEqual([]);

    await sandbox.close();
    await page.getByText("The sandbox has stopped").waitFor();
    await page.close();
  });

  test("runs nothing that an event holds", async () => {
    const { page, sandbox, faults, post } = await opened();
    const hostile = `</pre><script>alert(1)</script><img src=x onerror="alert(2)">`;
    await post({ ...viewed, event: hostile, user_id: hostile, properties: { [hostile]: hostile } });
    await page.getByText("1 event, 1 profile.").waitFor();
    await page.locator("summary").click();
    await page.locator("pre", { hasText: "alert(1)" }).waitFor();
    expect([await page.locator("img").count(), faults]).toEqual([0, []]);
    await page.close();
    await sandbox.close();
  });
});
