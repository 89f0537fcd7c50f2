import { readdirSync, readFileSync } from "node:fs";
import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { checkPayload } from "../../src/movable-ink/contract/contract.js";
import { lintWebhook } from "../../src/rules/lint-webhook.js";
import { catalogue, pages, rules } from "../../src/rules/registry.js";
import type { Example } from "../../src/rules/rule.js";
import { testHost } from "../support/host.js";

/** Codes of what lint finds in an example. */
async function found(example: Example): Promise<string[]> {
  if ("body" in example) {
    const { url, headers } = example;
    const { diagnostics } = lintWebhook({
      body: { name: "body.liquid", text: example.body },
      url: url === undefined ? undefined : { name: "url.txt", text: url },
      headers: headers && { name: "headers.json", text: JSON.stringify(headers) },
      contentBlocks: new Map(Object.entries(example.contentBlocks ?? {})),
    });
    return diagnostics.map((one) => one.code);
  }
  if ("payload" in example)
    return checkPayload(example.payload, { now: new Date(example.now) }).map((one) => one.kind.code);
  const fixtures = Object.entries(example.fixtures ?? {});
  await using fixture = await createFixture({
    "mi-braze.yaml": example.config,
    ...Object.fromEntries(fixtures.map(([name, json]) => [name, JSON.stringify(json)])),
  });
  const host = testHost({ cwd: fixture.path });
  await main(["lint", "--format", "json"], host);
  return JSON.parse(host.out()).diagnostics.map((one: { code: string }) => one.code);
}

describe.each(rules.map((rule) => [rule.kind.code, rule] as const))("%s", (code, rule) => {
  test("the bad example has the finding", async () => expect(await found(rule.bad)).toContain(code));

  // A config is told that nothing verifies it, unless it has fixtures.
  test("the good example has none", async () =>
    expect(
      (await found(rule.good)).filter(
        (one) => "payload" in rule.good || "body" in rule.good || "fixtures" in rule.good || one !== "MI019",
      ),
    ).toEqual([]));
});

test("codes and names are one of a kind", () => {
  const names = catalogue.kinds.flatMap(({ code, name }) => [code, name]);
  expect(names).toEqual([...new Set(names)]);
  expect(pages.size).toBe(catalogue.kinds.length);
});

const src = new URL("../../src/", import.meta.url);
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, text: readFileSync(new URL(name, src), "utf8") }));

test("every kind that is made in src has a page", () => {
  const made = files.flatMap(({ text }) => [...text.matchAll(/\bfindingKind\(\s*"(MI\d+)"/g)]);
  expect(made.map(([, code]) => code).sort()).toEqual([...pages.keys()]);
});

test("a kind is asked for by what it is, never by its code", () => {
  const byCode = /(?<!\bfindingKind\(\s*)"MI\d+"/;
  // What a user may write in a config.
  const examples = ["config/schema/lint.ts"];
  expect(files.filter(({ text }) => byCode.test(text)).map(({ name }) => name)).toEqual(examples);
});
