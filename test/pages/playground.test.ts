import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createFixture, type FsFixture } from "fs-fixture";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lintSource } from "../../src/index.js";
import { draftOf, fragmentOf } from "../../src/pages/playground/draft.js";
import { examples } from "../../src/pages/playground/examples.js";
import { hasChromium, keptOut, launchChromium, watchPage } from "../support/chromium.js";
import { depth, sized } from "../support/depth.js";
import { serveFolder } from "../support/static-server.js";

const root = new URL("../../", import.meta.url);
const readme = readFileSync(new URL("README.md", root), "utf8");

describe("the examples", () => {
  test("the first is the README's, line by line", () => {
    const shown = [...readme.matchAll(/^[> ] +(\d) \| (.*)$/gm)].map(([, line, text]) => [
      Number(line),
      text,
    ]);
    expect(shown.length).toBe(3);
    const lines = examples[0]!.body.split("\n");
    expect(shown).toEqual(shown.map(([line]) => [line, lines[Number(line) - 1]]));
  });

  test.each([
    ["A title with a quote in it", "refuted", ["MI062"]],
    ["A price that is not there", "refuted", ["MI060"]],
    ["A list with a comma too many", "refuted", ["MI052"]],
    ["A city in a URL", "proven", ["MI105"]],
    ["A body that holds for everybody", "proven", []],
  ])("%s: %s", (title, verdict, codes) => {
    const { body, url, headers } = examples.find((one) => one.title === title)!;
    const said = lintSource(body, { url, headers });
    expect([said.verdict, said.diagnostics.map(({ code }) => code)]).toEqual([verdict, codes]);
  });
});

describe("what a link keeps", () => {
  const hostile = `</script>'"\\ \u202e\u2028 é 😀 \ud800 {{\${x}}}`;

  test("the texts, letter by letter", async () => {
    const draft = {
      body: hostile.replace("\ud800", ""),
      url: "https://a.example/",
      headers: "{}",
      user: "{}",
    };
    const { fragment } = await fragmentOf(draft);
    expect(fragment).toMatch(/^1\.[\w-]+$/);
    expect(await draftOf(fragment!)).toEqual(draft);
  });

  test("no credential", async () => {
    const headers = '{"Authorization": "Basic dXNlcjpwYXNzd29yZDEyMzQ="}';
    const url = "https://collect.acme.io/behavioral/8f3k2j4h5";
    const { fragment, leavesOut } = { leavesOut: false, ...(await fragmentOf({ body: "{}", url, headers })) };
    expect(leavesOut).toBe(true);
    const kept = JSON.stringify(await draftOf(fragment!));
    expect(kept).not.toMatch(/dXNlcjpw|8f3k2j4h5/);
  });

  test("nothing where it would be too long", async () => {
    const body = Array.from({ length: 20_000 }, (_, index) => ((index * 7919) % 65521).toString(36)).join(
      " ",
    );
    expect(await fragmentOf({ body, url: "", headers: "" })).toEqual({});
  });

  test("a broken one says what is wrong with it", async () => {
    const { fragment } = await fragmentOf(examples[0]!);
    for (const [text, reason] of [
      [fragment!.slice(0, -9), "part of it is missing or changed"],
      [fragment!.replace(/.{9}$/, "AAAAAAAAA"), "part of it is missing or changed"],
      ["1.%%", "part of it is missing or changed"],
      ["1.", "part of it is missing or changed"],
      ["2.abc", "it was made by another version of this page"],
    ] as const)
      await expect(draftOf(text), text).rejects.toThrow(reason);
  });

  test("a small link cannot hold without end", async () => {
    const { deflated } = await import("../../src/pages/playground/deflate.js");
    const bomb = `1.${await deflated(" ".repeat(5_000_000))}`;
    expect(bomb.length).toBeLessThan(20_000);
    await expect(draftOf(bomb)).rejects.toThrow("it holds more than 4 MB");
  });
});

const deepTest = test.skipIf(depth !== "deep");

/** What is waited for comes in a second or two; a busy machine takes longer. */
const patience = 30_000;

describe.skipIf(!hasChromium)("in Chromium", () => {
  let browser: Browser;
  let folder: FsFixture;
  let origin: string;
  let server: Server;
  beforeAll(async () => {
    [browser, folder] = await Promise.all([launchChromium(), createFixture()]);
    execFileSync(process.execPath, [fileURLToPath(new URL("scripts/playground.js", root)), folder.path]);
    ({ origin, server } = await serveFolder(pathToFileURL(`${folder.path}/`)));
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await folder?.rm();
  });

  /** Whatever goes wrong on the page, or is asked of anybody else, is in `faults`. */
  async function open(fragment = "", options: Parameters<Browser["newContext"]>[0] = {}) {
    const page = await (await browser.newContext(options)).newPage();
    const faults = watchPage(page);
    page.setDefaultTimeout(patience);
    page.on("request", (request) => {
      if (!request.url().startsWith(origin)) faults.push(`asks for ${request.url()}`);
    });
    await page.goto(`${origin}/index.html${fragment}`);
    return { page, faults };
  }

  const linkTo = async (body: string, more: { url?: string; headers?: string; user?: string } = {}) =>
    `#${(await fragmentOf({ body, url: "", headers: "", ...more })).fragment}`;

  const verdict = (page: Page, words: string) =>
    page.locator("#verdict").getByText(words, { exact: false }).first().waitFor();
  const tab = (page: Page, name: RegExp) => page.getByRole("tab", { name }).click();
  const editor = (page: Page) => page.getByRole("textbox", { name: "Body" });
  const rendered = (page: Page) => page.getByLabel("What Braze would send", { exact: true });

  /** A headless browser has no clipboard that a key would paste from without being asked. */
  const paste = async (page: Page, text: string): Promise<void> => {
    await editor(page).focus();
    await page.evaluate(`{
      const data = new DataTransfer();
      data.setData("text/plain", ${JSON.stringify(text)});
      document.querySelector(".editor").shadowRoot.querySelector(".cm-content")
        .dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }`);
  };

  /** The body as it is now: what a reload would bring back. */
  const bodyNow = async (page: Page): Promise<string> => {
    const fragment = new URL(page.url()).hash.slice(1);
    return (await draftOf(fragment)).body;
  };

  test("a visitor sees the user who breaks the README's body, fixes it, shares it, and tries another user", async () => {
    const permissions = ["clipboard-read", "clipboard-write"];
    const { page, faults } = await open("", { permissions });
    await verdict(page, "It breaks for some users");
    await verdict(page, 'event_properties.${title} = "Bo\'s \\"Deli\\""');
    await page.locator("mark").waitFor();
    expect(await rendered(page).textContent()).toBe('{\n  "user_id": "",\n  "title": "Bo\'s "Deli""\n}\n');
    expect(await page.locator("mark").textContent()).toBe("Deli");
    expect(await page.locator(".editor .cm-lintRange-error").textContent()).toBe(
      "{{event_properties.${title}}}",
    );

    // The user as a form: without quotes, it holds.
    await page.getByLabel("title", { exact: true }).fill("plain");
    await page.getByText("For this user, the body is valid JSON").waitFor();
    await page.getByRole("button", { name: "Prove again" }).click();
    await page.getByText("For this user, the body breaks").waitFor();
    await page.getByLabel("What title is").selectOption("number");
    await page.getByText("For this user, the body is valid JSON").waitFor();
    expect(await rendered(page).textContent()).toContain('"title": "0"');

    await tab(page, /Findings/);
    await page.getByText("MI062 unescaped-text").click();
    await page.getByText("Why it matters.").waitFor();
    await page.getByRole("button", { name: /^Write \| json_escape/ }).click();
    expect(await page.locator(".difference ins").textContent()).toBe(
      '+  "title": "{{event_properties.${title} | json_escape}}"\n',
    );
    await page.getByRole("button", { name: "Apply" }).click();
    await verdict(page, "Valid JSON for every user");
    await tab(page, /Payload/);
    await page.locator(".shape").getByText("title").waitFor();

    await page.getByRole("button", { name: "Copy link to this" }).click();
    const link = String(await page.evaluate("navigator.clipboard.readText()"));
    expect((await draftOf(new URL(link).hash.slice(1))).body).toBe(
      examples[0]!.body.replace("{title}}}", "{title} | json_escape}}"),
    );
    await page.reload();
    await verdict(page, "Valid JSON for every user");
    expect(await page.getByLabel("title", { exact: true }).inputValue()).toBe("0");
    expect(faults).toEqual([]);
  });

  test("what is pasted takes the place of an example, and what is typed is proven as it is typed", async () => {
    const { page, faults } = await open();
    await verdict(page, "It breaks for some users");
    const body = '{"city": "{{${city} | json_escape}}"}';
    await paste(page, body);
    await verdict(page, "Valid JSON for every user");
    await expect.poll(() => bodyNow(page), { timeout: patience }).toBe(body);
    await page.keyboard.press("Control+End");
    await page.keyboard.type(",");
    await verdict(page, "It breaks");
    await page.keyboard.press("Backspace");
    await verdict(page, "Valid JSON for every user");
    await page.getByLabel("Start from").selectOption("A list with a comma too many");
    await verdict(page, "Nothing follows the comma");

    // What no link can hold outlasts a reload all the same.
    await page.getByLabel("Start from").selectOption("nothing");
    const long = Array.from({ length: 20_000 }, (_, index) => ((index * 7919) % 65521).toString(36)).join(
      " ",
    );
    await paste(page, `{"long": "${long}"}`);
    await page.getByText("too long for a link").waitFor();
    expect(new URL(page.url()).hash).toBe("");
    await page.reload();
    await page.locator(".editor").getByText(long.slice(0, 40)).waitFor();
    expect(faults).toEqual([]);
  });

  test("hostile texts are shown as they are, and never run", async () => {
    const hostile = `</script><script>document.title="run"</script><img src=x onerror="document.title='run'">\u202etxt`;
    const body = `{"a": "{{event_properties.\${a}}}", ${hostile}`;
    const name = `<b>${hostile}`;
    const user = JSON.stringify({ user: {}, event: { name: "E", properties: { a: hostile, [name]: 1 } } });
    const { page, faults } = await open(await linkTo(body, { user, url: hostile, headers: hostile }));
    await verdict(page, "It breaks");
    await page.locator("mark").first().waitFor();
    expect(await rendered(page).textContent()).toContain(`"a": "${hostile}"`);
    expect(await page.getByLabel(name, { exact: true }).inputValue()).toBe("1");
    await tab(page, /Findings/);
    for (const one of await page.locator(".findings details").all()) await one.locator("summary").click();
    await tab(page, /URL/);
    await tab(page, /Headers/);
    expect(await page.title()).toBe("mi-braze playground");
    expect(await page.locator("img").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  deepTest("a link that is broken is told, and stays until something is typed", async () => {
    const { page, faults } = await open("#1.AAAA");
    await page.getByText("This link cannot be read").waitFor();
    await verdict(page, "It breaks for some users");
    expect(new URL(page.url()).hash).toBe("#1.AAAA");
    expect(faults).toEqual([]);
  });

  deepTest("a long body is proven while the page goes on answering", async () => {
    const member = (index: number) => `  "m${index}": "{{event_properties.\${p${index}} | json_escape}}"`;
    const size = 3500;
    const body = `{\n${Array.from({ length: size }, (_, index) => member(index)).join(",\n")}\n}\n`;
    const { page, faults } = await open();
    await verdict(page, "It breaks for some users");
    await paste(page, body);
    // It types on while the proof goes on.
    await page.keyboard.type(" ");
    await page.getByRole("tab", { name: "Payload" }).click();
    await page.locator("#verdict").getByText("Valid JSON for every user").waitFor({ timeout: 240_000 });
    expect(faults).toEqual([]);
  });

  const looks = [
    [400, "dark"],
    [1280, "light"],
  ] as const;

  test.each(looks.slice(0, sized(1, 2)))(
    "at %d pixels, %s, nothing is too wide and nobody is kept out",
    async (width, colorScheme) => {
      const { page, faults } = await open("", {
        viewport: { width, height: 860 },
        colorScheme,
        reducedMotion: "reduce",
      });
      await page.locator("mark").waitFor();
      const whole = /Who breaks it/;
      for (const name of [whole, /Findings/, /Payload/, /URL/, /Headers/]) {
        await tab(page, name);
        expect([name, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([name, width]);
        // What is around the panels is the same around each of them.
        const within = name === whole ? "html" : '[role="tabpanel"]:not([hidden])';
        const themes = String(name) === "/Findings/" ? "both" : sized("one", "both");
        expect([name, ...(await keptOut(page, { within, themes }))]).toEqual([name]);
      }
      expect(faults).toEqual([]);
    },
  );
});
