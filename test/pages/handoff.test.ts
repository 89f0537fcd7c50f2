import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createFixture, type FsFixture } from "fs-fixture";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/read/read.js";
import { bodyOf } from "../../src/generate/artifacts.js";
import { handoffPage } from "../../src/handoff/page.js";
import { main } from "../../src/main.js";
import { pageCode } from "../../src/page-code.js";
import { catalogue } from "../../src/rules/registry.js";
import { hasChromium, keptOut, launchChromium, watchPage } from "../support/chromium.js";
import { sized } from "../support/depth.js";
import { testHost } from "../support/host.js";

const configOf = (text: string) => {
  const { config, diagnostics } = readConfig({ name: "mi-braze.yaml", text }, "/mi-braze.yaml", catalogue);
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual(
    [],
  );
  return config!;
};

const pageOf = (yaml: string) => handoffPage(configOf(yaml), pageCode("handoff"));
const made = new Map<string, string>();
/** The page of a config, made once for all that open it. */
const knownPageOf = (yaml: string): string => {
  const page = made.get(yaml) ?? pageOf(yaml);
  made.set(yaml, page);
  return page;
};
const shop = readFileSync(new URL("../../examples/ecommerce/mi-braze.yaml", import.meta.url), "utf8");
/** What is in it of each kind, once: what looks at every element takes as long as there are elements. */
const smallShop = shop.replace(/ {2}- event: product_(?:added|searched)\n(?:(?! {2}- ).*\n)*/g, "");

const head = `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
`;

const hostile = `</script><script>document.title="run"</script><img src=x onerror="document.title='run'">'"&amp;\u202etxt.exe`;
const hostileYaml = `${head}brand: ${JSON.stringify(hostile)}
campaigns:
  - id: one
    event: ${JSON.stringify(hostile)}
    trigger: {custom_event: [${JSON.stringify(hostile)}, "-->"]}
    properties:
      id: {type: string, required: true}
      '${hostile.replace("\u202e", "").replaceAll("'", "''").replaceAll('"', "”")}': {type: string, example: ${JSON.stringify(hostile)}, default: "]]>"}
      note: {value: ${JSON.stringify(hostile)}}
`;

const many = (number: number) =>
  `${head}campaigns:\n${Array.from(
    { length: number },
    (_, index) =>
      `  - {event: event_${index}, trigger: {custom_event: Event ${index}}, properties: {id: {type: string, required: true}, title: string, price: number, url: url, tags: {type: array, items: string}}}\n`,
  ).join("")}`;

test("the same config gives the same page, without a credential's value, and with nothing to load", () => {
  const page = pageOf(shop);
  expect(pageOf(shop)).toBe(page);
  expect(page).toContain("&#60;MI_ENDPOINT_URL&#62;");
  expect(page).not.toMatch(/<(?:link|iframe|object|embed)\b|<(?:script|img)[^>]*\bsrc=|url\(|@import/);
});

test("20 campaigns are a page of less than 2 MB", () => {
  expect(Buffer.byteLength(knownPageOf(many(20)))).toBeLessThan(2_000_000);
});

/** What a page may not do whose policy lets no text become code. */
const unsafe = `new Promise((told) => setTimeout(() => {
  try { told(new Function("return 'ran'")()); } catch { told("refused"); }
}))`;

describe.skipIf(!hasChromium)("in Chromium", () => {
  let browser: Browser;
  let folder: FsFixture;
  beforeAll(async () => {
    [browser, folder] = await Promise.all([launchChromium(), createFixture()]);
  });
  afterAll(async () => {
    await browser.close();
    await folder.rm();
  });

  // A page that nobody looks at any more works all the same.
  afterEach(() =>
    Promise.all(
      browser.contexts().map((context) => (context === known?.page.context() ? undefined : context.close())),
    ),
  );

  /** Opens a page from disk; whatever goes wrong on it, or is asked for, is in `faults`. */
  async function open(
    yaml: string,
    { hash = "", context, ...options }: OpenOptions = {},
  ): Promise<{ page: Page; faults: string[] }> {
    await folder.writeFile("index.html", knownPageOf(yaml));
    const page = await (context ?? (await browser.newContext(options))).newPage();
    const faults = watchPage(page);
    page.on("request", (request) => {
      if (!/^(?:file|blob):/.test(request.url())) faults.push(`asks for ${request.url()}`);
    });
    await page.goto(`file://${folder.getPath("index.html")}${hash}`);
    return { page, faults };
  }
  type OpenOptions = Parameters<Browser["newContext"]>[0] & { hash?: string; context?: BrowserContext };

  let known: { page: Page; faults: string[] } | undefined;
  /** The shop's page at a part of it: one page for all tests that leave nothing on it. */
  async function shopAt(hash: string): Promise<{ page: Page; faults: string[] }> {
    known ??= await open(shop, { permissions });
    await known.page.goto(`${known.page.url().replace(/#.*/, "")}${hash}`);
    return known;
  }

  const clipboard = (page: Page): Promise<string> => page.evaluate("navigator.clipboard.readText()");
  const permissions = ["clipboard-read", "clipboard-write"];

  test("the clipboard holds exactly what is copied", async () => {
    const { page, faults } = await shopAt("#set-up/order_completed");
    const config = configOf(shop);
    await page.getByRole("button", { name: "Copy body.liquid of order_completed" }).click();
    expect(await clipboard(page)).toBe(
      bodyOf(config, config.campaigns.find(({ slug }) => slug === "order_completed")!),
    );
    await page.getByRole("button", { name: "Copy Acme Shop | Movable Ink | order_completed" }).click();
    expect(await clipboard(page)).toBe("Acme Shop | Movable Ink | order_completed");
    // A mark that follows what is copied stays at it, and nobody has to type a name that is spelled exactly.
    expect(
      await page.locator('[data-step="order_completed/settings/header-content-type"] .value').textContent(),
    ).toBe("Content-Type:Copy application/jsonCopy");
    await page.getByRole("button", { name: "Copy internal_test_user" }).and(page.locator(":visible")).click();
    expect(await clipboard(page)).toBe("internal_test_user");
    // On wide paper, too, the steps have all of its width.
    await page.emulateMedia({ media: "print" });
    expect((await page.locator(".panel:visible").boundingBox())!.width).toBeGreaterThan(1000);
    await page.emulateMedia({ media: "screen" });
    await page.goto(`${page.url().replace(/#.*/, "")}#mapping`);
    await page.getByRole("searchbox", { name: "Find a field" }).fill("order_completed revenue");
    await page.getByRole("button", { name: "Copy for a spreadsheet" }).click();
    expect((await clipboard(page)).split("\r\n")).toEqual([
      "Campaign\tFrom Braze\tMovable Ink field\tPath\tType\tRequired\tIf missing\tExample",
      "order_completed\tevent property total_value\trevenue\t.properties.revenue\tnumber\tno\tleft out\t19.99",
      "",
    ]);
    expect(faults).toEqual([]);
  });

  test("ticks stay, until what was ticked is another or is gone", async () => {
    const context = await browser.newContext({ acceptDownloads: true });
    const two = `${head}campaigns:
  - {event: one, trigger: {custom_event: One}, properties: {id: string}}
  - {event: two, trigger: {custom_event: Two}, properties: {id: string}}
`;
    const { page } = await open(two, { hash: "#set-up/one", context });
    const box = page.getByRole("checkbox", { name: "Request Body" });
    await box.check();
    await page.getByRole("checkbox", { name: "HTTP method" }).check();
    await page.goto(`${page.url().replace(/#.*/, "")}#set-up/two`);
    await page.getByRole("checkbox", { name: "HTTP method" }).check();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save ticks" }).click();
    const file = await (await saved).path();

    await page.goto(`${page.url().replace(/#.*/, "")}#set-up/one`);
    await page.reload();
    expect(await box.isChecked()).toBe(true);
    expect(await page.locator('[data-state="one"]').textContent()).toMatch(/^2 of \d+$/);
    expect(await page.locator("#news").textContent()).toBe("");

    const other = two
      .replace("{id: string}", "{id: string, title: string}")
      .replace(/ {2}- \{event: two.*\n/, "");
    const again = await open(other, { hash: "#set-up/one", context });
    expect(await again.page.getByRole("checkbox", { name: "Request Body" }).isChecked()).toBe(false);
    expect(await again.page.getByRole("checkbox", { name: "HTTP method" }).isChecked()).toBe(true);
    const news = await again.page.locator("#news").textContent();
    expect(news).toContain("one: paste the body again");
    expect(news).toContain("two: no longer in the config. Stop it in Braze.");

    const elsewhere = await open(two, { hash: "#set-up/two" });
    await elsewhere.page.locator('.actions input[type="file"]').setInputFiles(file);
    await elsewhere.page.getByText("Ticks are loaded.").waitFor();
    expect(await elsewhere.page.getByRole("checkbox", { name: "HTTP method" }).isChecked()).toBe(true);
    await elsewhere.page
      .locator('.actions input[type="file"]')
      .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from('{"ticks": [') });
    await elsewhere.page.getByText("That is not a file of ticks.").waitFor();
  });

  test("hostile names and values are text, are copied as they are, and never run", async () => {
    const { page, faults } = await open(hostileYaml, { hash: "#set-up/one", permissions });
    expect(await page.title()).toBe(`${hostile} → Movable Ink`);
    expect(await page.locator("h1").textContent()).toBe(`${hostile} → Movable Ink`);
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.locator("script:not([type])").count()).toBe(1);
    await page.locator('[data-step="one/name/name"] button').click();
    expect(await clipboard(page)).toBe(`${hostile} | Movable Ink | ${hostile}`);
    await page.getByRole("button", { name: "Copy body.liquid of one" }).click();
    const config = configOf(hostileYaml);
    expect(await clipboard(page)).toBe(bodyOf(config, config.campaigns[0]!));
    await page.goto(`${page.url().replace(/#.*/, "")}#check`);
    await page
      .getByLabel("The body that is in Braze")
      .fill(`${bodyOf(config, config.campaigns[0]!)}${hostile}`);
    await page.locator(".difference").waitFor();
    expect(await page.locator("img").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test("a body from Braze is the same, an older one, or an edited one with its difference", async () => {
    const { page } = await shopAt("#check");
    const config = configOf(shop);
    const [viewed] = config.campaigns;
    const body = bodyOf(config, viewed!);
    const field = page.getByLabel("The body that is in Braze");
    const said = page.locator("#live-state");
    await field.fill(body.replaceAll("\n", "\r\n"));
    expect(await said.textContent()).toContain("This is product_viewed as it is generated");
    await field.fill(body.replace('"title"', '"titel"'));
    expect(await said.textContent()).toContain("edited since it was pasted");
    expect(await page.locator(".difference del").allTextContents()).toEqual([
      expect.stringContaining("titel"),
    ]);
    expect(await page.locator(".difference ins").allTextContents()).toEqual([
      expect.stringContaining("title"),
    ]);
    const older = configOf(shop.replace("      currency: string\n", ""));
    await field.fill(bodyOf(older, older.campaigns[0]!));
    expect(await said.textContent()).toContain("product_viewed of an older generation");
    await field.fill("{}");
    expect(await said.textContent()).toContain("not like any body");
  });

  test("an event that is changed makes another payload, or none, and says why", async () => {
    const { page, faults } = await shopAt("#try");
    await page.getByLabel("Campaign", { exact: true }).selectOption("order_completed");
    const sent = page.getByRole("region", { name: "What is sent" });
    const total = page.getByLabel("Event property total_value");
    await total.fill("42.50");
    expect(await sent.textContent()).toContain("properties.revenue 42.5from event_property.total_value");
    await total.fill("1,299.00");
    expect(await sent.textContent()).toContain(
      'properties.revenue left outfrom event_property.total_value, which holds "1,299.00" (not a number)',
    );
    await sent.getByText("As Braze renders the body").click();
    const body = page.getByLabel("Body", { exact: true });
    expect(await body.textContent()).not.toContain("revenue");
    await total.fill("42.50");
    expect(await body.textContent()).toContain('"revenue": 42.5');
    await total.fill("1,299.00");
    const item = sent.locator("li", { hasText: "properties.products[0].id" }).getByRole("button");
    await item.click();
    const list = page.getByLabel("Event property products");
    expect(await list.evaluate((field) => field.matches(":focus"))).toBe(true);
    await sent.getByRole("button", { name: "event_property.total_value" }).click();
    expect(await total.evaluate((field) => field.matches(":focus"))).toBe(true);
    await page.getByRole("textbox", { name: "External User ID" }).fill("");
    expect(await sent.textContent()).toContain('anonymous_id "');
    await page.getByLabel("Braze ID").fill("");
    expect(await sent.textContent()).toContain(
      "Not sent. Braze aborts with “order_completed: no user_id and no",
    );
    expect(faults).toEqual([]);
  });

  test("a payload from somebody is held to the campaign that sends it", async () => {
    const { page, faults } = await shopAt("#check");
    const field = page.getByRole("textbox", { name: "The payload" });
    const said = page.locator("#payload-state");
    await field.fill(
      '{"type": "track", "event": "product_viewed", "user_id": "u",\n "timestamp": 1, "properties": {"id": "x", "titel": "y"}}',
    );
    expect(await said.textContent()).toContain(
      'Line 2: "titel" is not a member of properties; did you mean "title"?',
    );
    await page.getByRole("button", { name: "Copy as an answer" }).click();
    expect(await clipboard(page)).toContain('The payload (product_viewed): \n- Line 2: "titel"');
    await field.fill("{");
    expect(await said.textContent()).toContain("does not fit");
    expect(faults).toEqual([]);
  });

  test("help is found by a status, an entry of a log, an error, or words", async () => {
    const { page } = await shopAt("#help");
    const first = page.locator("#help-first summary").first();
    for (const [words, title] of [
      ["401", "401: Unauthorized"],
      ["the endpoint answered 404 page not found", "404: Not Found"],
      ["Frequency capped", "frequency_capped: Braze did not send it"],
      [
        "comparison of String with 0 failed",
        "Liquid compares a string with a number, or a time with a string",
      ],
      ["only the first event of each user arrives", "Only each user's first event arrives"],
    ] as const) {
      await page.getByLabel("What do you see?").fill(words);
      expect([words, await first.textContent()]).toEqual([words, title]);
    }
    await page.getByLabel("What do you see?").fill("zxqv");
    expect(await page.locator("#help-found").textContent()).toContain("Nothing here speaks of it");
  });

  test("without scripts, all of it is there to be read", async () => {
    const { page } = await open(shop, { javaScriptEnabled: false });
    for (const name of ["Set up", "Mapping", "Try it", "Check", "Help"])
      expect(await page.getByRole("heading", { name, exact: true, level: 2 }).isVisible()).toBe(true);
    expect(await page.getByRole("checkbox", { name: "Request Body" }).count()).toBe(5);
    expect(await page.getByText("This needs JavaScript").first().isVisible()).toBe(true);
  });

  test("served, it follows the files, outlasts a broken config, saves a fixture, and writes a fix", async () => {
    const liquid = '{"title": "{{event_properties.${title}}}"}\n';
    const project = await createFixture({ "mi-braze.yaml": shop, "order.liquid": liquid });
    let stop = () => {};
    const ended = new Promise<void>((resolve) => (stop = resolve));
    const host = testHost({ cwd: project.path, ended });
    const exitCode = main(["serve", "--port", "0"], host);
    await expect.poll(() => host.out(), { timeout: 60_000 }).toContain("http://");
    const address = /http:\S+/.exec(host.out())![0];
    const page = await (
      await browser.newContext({ viewport: { width: 400, height: 800 }, reducedMotion: "reduce" })
    ).newPage();
    const faults = watchPage(page);
    /** What is shown around the hand-off page: nothing is too wide, and nobody is kept out. */
    const fits = async (panel: string) => {
      expect([panel, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([panel, 400]);
      expect([panel, ...(await keptOut(page, { within: `.bar, ${panel}` }))]).toEqual([panel]);
    };
    await page.goto(`${address}#try`);
    const shown = page.frameLocator("#page");
    // While the page is loading, its script has not yet hidden the other parts, which have such links, too.
    await shown.locator(".parts").getByRole("link", { name: "Try it" }).click();
    expect(await page.evaluate(unsafe)).toBe("refused");

    await project.writeFile("mi-braze.yaml", `${shop}\ncampains: []\n`);
    await page.locator("#fault-text").getByText("campains").waitFor();
    expect(await page.locator("#fault-text").textContent()).toContain("mi-braze.yaml:");
    await fits("#fault");
    expect(await shown.getByRole("heading", { name: "Try it" }).isVisible()).toBe(true);
    await project.writeFile("mi-braze.yaml", shop.replace("Acme Shop", "Zenith"));
    await shown.getByText("Zenith → Movable Ink").waitFor();
    expect(await page.locator("#fault").isVisible()).toBe(false);
    // Where one is on the page stays.
    const price = shown.getByLabel("Event property price");
    await price.waitFor();

    const save = async () => {
      await shown.getByRole("button", { name: "Save as a fixture" }).click();
      await page.getByLabel("File").fill("fixtures/mine.json");
      await page.getByRole("button", { name: "Save", exact: true }).click();
    };
    await price.fill("12.34");
    await save();
    await page.locator("#save").waitFor({ state: "hidden" });
    const saved = () => project.readFile("fixtures/mine.json", "utf8");
    expect(JSON.parse(await saved())).toMatchObject({
      campaign: "product_viewed",
      event: { properties: { price: 12.34 } },
      expect: { payload: { properties: { price: 12.34 } } },
    });
    expect(await main(["verify"], testHost({ cwd: project.path }))).toBe(0);
    await price.fill("56.78");
    await save();
    await page.getByRole("button", { name: "Write over it" }).waitFor();
    expect((await page.locator("#save ins").allTextContents()).join("")).toMatch(/"price": 56\.78/);
    await fits("#save");
    expect(await saved()).toContain("12.34");
    await page.getByRole("button", { name: "Write over it" }).click();
    await page.locator("#save").waitFor({ state: "hidden" });
    expect(await saved()).toContain("56.78");
    await shown.getByRole("button", { name: "Begin anew" }).click();
    expect(await price.inputValue()).not.toBe("56.78");
    await shown.getByLabel("Begin with a fixture").selectOption("fixtures/mine.json");
    await shown.getByText("mine.json is loaded").waitFor();
    expect(await price.inputValue()).toBe("56.78");

    await page.getByRole("button", { name: "1 file to fix" }).click();
    await page.locator("#fixes summary").click();
    expect(await page.locator("#fixes ins").allTextContents()).toEqual([
      expect.stringContaining("| json_escape"),
    ]);
    await fits("#fixes");
    expect(await project.readFile("order.liquid", "utf8")).toBe(liquid);
    await page.getByRole("button", { name: "Write it: order.liquid" }).click();
    await page.locator("#fixes-button").waitFor({ state: "hidden" });
    expect(await project.readFile("order.liquid", "utf8")).toContain("| json_escape");

    const foreign = await (await browser.newContext()).newPage();
    await foreign.route("http://evil.example/", (route) => route.fulfill({ body: "<title>evil</title>" }));
    await foreign.goto("http://evil.example/");
    const asked = `fetch(${JSON.stringify(`${address}save`)}, { method: "POST", mode: "no-cors", body: "{}" })`;
    expect(await foreign.evaluate(`${asked}.then(({ type }) => type, () => "refused")`)).toMatch(
      /^(?:opaque|refused)$/,
    );
    expect(await readdir(project.getPath("fixtures"))).toEqual(["mine.json"]);
    expect(faults.filter((fault) => !fault.includes("409") && !fault.includes("unsafe-eval"))).toEqual([]);
    stop();
    expect(await exitCode).toBe(0);
    await project.rm();
  });

  const campaigns = sized(20, 60);
  const lookedFor = `event_${campaigns - 3}`;

  const nested = `  - event: nested
    trigger: {custom_event: Nested}
    properties:
      meta:
        type: object
        from: event_property.metadata
        properties:
          sku: string
          stores: {type: array, from: object.shops, items: {name: string}}
      tags: {type: array, items: string}
`;

  test(`${campaigns} campaigns: the one that is looked for is found, and the one that is open is in sight`, async () => {
    const { page, faults } = await open(many(campaigns) + nested, { viewport: { width: 400, height: 800 } });
    await page.getByRole("searchbox", { name: "Find a campaign" }).fill(lookedFor);
    await page.getByRole("link", { name: lookedFor }).click();
    expect(await page.locator(".panel:visible h3").textContent()).toBe(`Movable Ink | ${lookedFor}`);

    for (const width of [400, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${page.url().replace(/#.*/, "")}#set-up/event_${campaigns - 4}`);
      await page.reload();
      await page.getByRole("link", { name: "Next:" }).and(page.locator(":visible")).click();
      const list = (await page.locator(width === 400 ? "#strip-list" : ".strip").boundingBox())!;
      const current = (await page.locator(".strip [aria-current]").boundingBox())!;
      expect(await page.locator(".strip [aria-current]").textContent()).toContain(lookedFor);
      expect(current.x).toBeGreaterThanOrEqual(list.x);
      expect(current.x + current.width).toBeLessThanOrEqual(list.x + list.width);
      expect(current.y).toBeGreaterThanOrEqual(list.y);
      expect(current.y + current.height).toBeLessThanOrEqual(list.y + list.height);
      expect(await page.evaluate("scrollY")).toBe(0);
    }

    // What is decided is in sight above a form that fills the screen, and what is inside an object says of which.
    await page.setViewportSize({ width: 400, height: 800 });
    await page.goto(`${page.url().replace(/#.*/, "")}#try`);
    await page.getByLabel("Campaign", { exact: true }).selectOption("event_0");
    await page.getByRole("textbox", { name: "Event property id", exact: true }).fill("");
    const short = page.locator("#try-verdict");
    expect(await short.textContent()).toContain("Not sent. Braze aborts with “event_0: id is missing”");
    await page.evaluate("scrollTo(0, 500)");
    expect((await short.boundingBox())!.y).toBe(0);
    await page.getByLabel("Campaign", { exact: true }).selectOption("nested");
    const sent = page.getByRole("region", { name: "What is sent" });
    for (const source of [
      "event_property.metadata.sku",
      "event_property.metadata.shops[0].name",
      "event_property.tags[0]",
    ])
      expect(await sent.getByRole("button", { name: source, exact: true }).count()).toBe(1);

    // What a group of the mapping is about stays in sight, and so does an example at a width that has room for it.
    await page.goto(`${page.url().replace(/#.*/, "")}#mapping`);
    const table = page.getByRole("region", { name: "Mapping table" });
    await table.evaluate((scrolled) => scrolled.scrollTo(500, 0));
    const about = (await table.locator(".group .about").first().boundingBox())!;
    expect(about.x).toBeGreaterThanOrEqual(0);
    expect(about.x + about.width).toBeLessThanOrEqual(400);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect((await table.getByRole("columnheader", { name: "Example" }).boundingBox())!.width).toBeGreaterThan(
      150,
    );
    // What says nothing yet takes no gap: the field is as wide as the list below it.
    await page.goto(`${page.url().replace(/#.*/, "")}#set-up/nested`);
    const field = (await page.getByRole("searchbox", { name: "Find a campaign" }).boundingBox())!;
    expect(field.width).toBe((await page.locator("#strip-list").boundingBox())!.width);
    expect(faults).toEqual([]);
  });

  const parts = ["#once", "#set-up/product_viewed", "#mapping", "#try", "#check", "#help"];

  const screens = [
    [400, "dark"],
    [1280, "light"],
  ] as const;

  test.each(screens.slice(0, sized(1, screens.length)))(
    "at %d pixels, %s, nothing is too wide and nobody is kept out",
    async (width, colorScheme) => {
      const { page, faults } = await open(sized(smallShop, shop), {
        viewport: { width, height: 800 },
        colorScheme,
        reducedMotion: "reduce",
      });
      for (const [index, hash] of parts.entries()) {
        await page.goto(`${page.url().replace(/#.*/, "")}${hash}`);
        expect([hash, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([hash, width]);
        // What is around the parts is the same around each of them.
        const within = index === 0 ? "html" : ".part:not([hidden])";
        const themes = hash === "#try" ? "both" : sized("one", "both");
        expect([hash, ...(await keptOut(page, { within, themes }))]).toEqual([hash]);
      }
      expect(faults).toEqual([]);
    },
  );
});
