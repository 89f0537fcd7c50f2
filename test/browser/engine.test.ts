import { readdirSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Calls } from "../../src/browser/calls.js";
import type * as Client from "../../src/browser/client.js";
import type * as Engine from "../../src/browser/engine.js";
import * as library from "../../src/index.js";
import { jsonText } from "../../src/source/json-text.js";
import { isHeavy } from "../proof/heavy-bodies.js";
import { labelledBodies } from "../proof/labelled-bodies.js";
import { unsound } from "../proof/unsound.js";
import { hasChromium, launchChromium, openPage } from "../support/chromium.js";
import { sized } from "../support/depth.js";
import { serveFolder } from "../support/static-server.js";

const root = new URL("../../", import.meta.url);
const dist = new URL("dist/", root);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

test.each(["browser.js", "browser-worker.js"])("%s is small enough to be loaded by a page", (file) => {
  expect(gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length).toBeLessThan(350_000);
});

const bodiesIn = (folder: string): string[] =>
  readdirSync(new URL(`test/cases/${folder}/`, root))
    .filter((name) => name.endsWith(".liquid") && sized(!isHeavy(name), true))
    .sort()
    .map((name) => read(`test/cases/${folder}/${name}`));

/** Some of a long list: the same on every machine. */
const some = <T>(all: readonly T[]): T[] => all.filter((_, index) => index % sized(15, 3) === 0);

/** One call of a function of the library, with what it is given. */
type Call = { [Name in keyof Calls]: { call: Name; args: Parameters<Calls[Name]> } }[keyof Calls];

const config = read("examples/acme-retail/mi-braze.yaml");
const fixtures = readdirSync(new URL("examples/acme-retail/fixtures/", root))
  .sort()
  .map((name) => read(`examples/acme-retail/fixtures/${name}`));

const calls = (): Call[] => {
  const labelled = [...labelledBodies("valid"), ...labelledBodies("broken")].map(([, text]) => text);
  const imprecise = [...bodiesIn("imprecise/valid"), ...bodiesIn("imprecise/broken")];
  const webhooks = [
    ...bodiesIn("webhooks/broken"),
    ...bodiesIn("webhooks/clean"),
    ...bodiesIn("webhooks/meaning"),
  ];
  const unsafe = sized(some(unsound), unsound);
  const proven = [...some(labelled), ...some(imprecise), ...unsafe.map(({ template }) => template)];
  return [
    ...proven.map((text): Call => ({ call: "proveTemplate", args: [text, { file: "a.liquid" }] })),
    ...some(webhooks).map((text): Call => ({ call: "lintSource", args: [text, { file: "a.liquid" }] })),
    ...some(bodiesIn("webhooks/broken")).map(
      (text): Call => ({ call: "lintSource", args: [text, { fix: true }] }),
    ),
    ...unsafe.map(
      ({ template, properties }): Call => ({
        call: "renderTemplate",
        args: [template, { user: {}, event: { name: "e", properties } }, { now: "2023-12-06T19:20:45Z" }],
      }),
    ),
    ...digests.map(
      (text): Call => ({ call: "renderTemplate", args: [text, {}, { now: "2023-12-06T19:20:45Z" }] }),
    ),
    ...fixtures.map(
      (text): Call => ({ call: "preview", args: [config, text, { now: "2023-12-06T19:20:45Z" }] }),
    ),
    ...payloads.map((text): Call => ({ call: "checkPayloads", args: [text, { config, now: new Date(0) }] })),
    {
      call: "previewTemplate",
      args: [
        '{"a": "{{${first_name}}}"}',
        '{"user": {"first_name": "\\"", "custom_attributes": {"n": 10.0}}}',
        {
          url: "https://a.example/{{custom_attribute.${n}}}",
          headers: { "X-N": "{{custom_attribute.${n}}}" },
        },
      ],
    },
    { call: "explain", args: ["MI062"] },
    {
      call: "lintSource",
      args: [
        '{"a": "{{${city}}}"}',
        { url: "https://collect.example.com/{{${city}}}", headers: { Authorization: "{{ x | nosuch }}" } },
      ],
    },
  ];
};

const digests = [
  "{% assign t = 'Zoë 😀 €' %}{{ t | md5 }} {{ t | sha1 }} {{ t | sha2 }} {{ t | base64_encode }}",
  "{{ 'a' | hmac_sha1_hex: 'kéy' }} {{ 'a' | hmac_sha256_base64: 'k' }} {{ 'a' | hmac_sha512: 'k' }}",
  "{{ 'Zürich & Co' | url_param_escape }} {{ 'now' | date: '%s %Z' }} {{ 1701890445 | time_zone: 'Asia/Tokyo' }}",
];

const payloads = [
  '{"type": "track", "event": "Product Veiwed", "timestamp": "2023-12-06T19:20:45Z"}',
  '{"type": "track"\n{"a": 1}',
  "",
];

/** What the library says in Node. */
function inNode({ call, args }: Call): unknown {
  switch (call) {
    case "preview":
      return library.preview(library.readConfig(args[0]), args[1], args[2]);
    case "previewTemplate":
      return library.previewTemplate(...args);
    case "checkPayloads":
      return library.checkPayloads(args[0], { ...args[1], config: library.readConfig(config) });
    case "lintSource":
      return library.lintSource(...args);
    case "proveTemplate":
      return library.proveTemplate(...args);
    case "renderTemplate":
      return library.renderTemplate(...args);
    case "explain":
      return library.explain(...args);
  }
}

/** The modules, as the page has them. */
interface Loaded {
  readonly client: typeof Client;
  readonly engine: typeof Engine;
}

/** Documents of users as text, as the worker hands them out. */
const asAnswered = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, member) => {
      if (name === "witness" || (name === "payload" && typeof member !== "string"))
        return jsonText(member, 2);
      return name === "printed" ? jsonText(member) : member;
    }),
  );

describe.skipIf(!hasChromium)("the engine in a real browser (skipped without Chromium)", () => {
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let server: Server;
  beforeAll(async () => {
    browser = await launchChromium();
    const served = await serveFolder(dist);
    server = served.server;
    ({ page, faults } = await openPage(browser));
    await page.goto(served.origin);
    // What a test imports itself, its runner would change.
    await page.addScriptTag({
      type: "module",
      content: `import * as client from "/browser-client.js";
        import * as engine from "/browser.js";
        Object.assign(globalThis, { client, engine });`,
    });
    await page.waitForFunction("globalThis.engine");
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test("a worker says what the library says in Node", async () => {
    const asked = calls();
    const answers = await page.evaluate(async (asked) => {
      const { connect } = (globalThis as unknown as Loaded).client;
      // @ts-expect-error: a page has workers
      const engine = connect(() => new Worker("/browser-worker.js"));
      const answers = await Promise.all(asked.map(({ call, args }) => engine.call(call, args)));
      engine.close();
      return JSON.parse(JSON.stringify(answers)) as unknown[];
    }, asked);
    expect(answers.length).toBeGreaterThan(sized(45, 150));
    for (const [index, call] of asked.entries())
      expect({ call, answer: answers[index] }).toEqual({ call, answer: asAnswered(inNode(call)) });
    expect(faults).toEqual([]);
  });

  test("the engine can be imported, too, and what it throws is of its classes", async () => {
    const seen = await page.evaluate(async () => {
      const engine = (globalThis as unknown as Loaded).engine;
      const thrown = (run: () => unknown) => {
        try {
          return String(run());
        } catch (error) {
          return error instanceof engine.UserError || error instanceof engine.UsageError
            ? [error.name, error.diagnostics[0]?.name]
            : "another";
        }
      };
      return [
        engine.proveTemplate('{"a": "{{${city}}}"}').verdict,
        engine.readConfig(
          "version: 1\nidentity: {audience: known, user_id: external_id}\ncampaigns:\n  - targets: [signal]\n    preset: product_viewed\n",
        ).campaigns,
        thrown(() => engine.readConfig("version: 2")),
        thrown(() => engine.lintSource("x", { nosuch: 1 } as never)),
      ];
    });
    expect(seen).toEqual([
      "refuted",
      [{ slug: "product_viewed", type: "track", targets: ["signal"] }],
      ["UserError", "config-missing-key"],
      ["UsageError", "wrong-usage"],
    ]);
  });

  test("a call that is no longer wanted is ended, and others are answered all the same", async () => {
    const seen = await page.evaluate(async () => {
      const { connect, EngineError } = (globalThis as unknown as Loaded).client;
      let started = 0;
      const engine = connect(() => {
        started++;
        // @ts-expect-error: a page has workers
        return new Worker("/browser-worker.js");
      });
      const loop = "{% for a in (1..99999) %}{% for b in (1..99999) %}{% endfor %}{% endfor %}";
      const unwanted = new AbortController();
      const slow = engine.call("renderTemplate", [loop], { signal: unwanted.signal }).then(
        () => "rendered",
        (reason) => String(reason),
      );
      const next = engine.call("renderTemplate", ["{{ 1 | plus: 1 }}"]);
      unwanted.abort("no longer wanted");
      const wrong = await engine
        .call("lintSource", ["", { nosuch: 1 } as never])
        .catch((error: Client.EngineError) => [error instanceof EngineError, error.name, error.message]);
      const answers = [await slow, (await next).body, wrong, started];
      engine.close();
      return answers;
    });
    expect(seen).toEqual([
      "no longer wanted",
      "2",
      [true, "UsageError", expect.stringContaining('lintSource has no option "nosuch"')],
      2,
    ]);
  });
});
