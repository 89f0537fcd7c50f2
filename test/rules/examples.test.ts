import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { catalogue, codes } from "../../src/diagnostics/catalogue.js";
import { main } from "../../src/main.js";
import { checkPayload } from "../../src/movable-ink/contract/contract.js";
import { lintWebhook } from "../../src/rules/lint-webhook.js";
import { pages, rules } from "../../src/rules/registry.js";
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
    return checkPayload(example.payload, { now: new Date(example.now) }).map((one) => one.code);
  const fixtures = Object.entries(example.fixtures ?? {});
  await using fixture = await createFixture({
    "mi-braze.yaml": example.config,
    ...Object.fromEntries(fixtures.map(([name, json]) => [name, JSON.stringify(json)])),
  });
  const host = testHost({ cwd: fixture.path });
  await main(["lint", "--format", "json"], host);
  return JSON.parse(host.out()).diagnostics.map((one: { code: string }) => one.code);
}

describe.each(rules.map((rule) => [rule.code, rule] as const))("%s", (code, rule) => {
  test("the bad example has the finding", async () => expect(await found(rule.bad)).toContain(code));

  // A config is told that nothing verifies it, unless it has fixtures.
  test("the good example has none", async () =>
    expect(
      (await found(rule.good)).filter(
        (one) => "payload" in rule.good || "body" in rule.good || "fixtures" in rule.good || one !== "MI019",
      ),
    ).toEqual([]));
});

test("every code has a page", () => {
  expect([...pages.keys()]).toEqual(codes.filter((code) => pages.has(code)));
  expect(codes.filter((code) => !pages.has(code))).toEqual([]);
});

test("names are one of a kind", () => {
  const names = codes.map((code) => catalogue[code].name);
  expect(names).toEqual([...new Set(names)]);
});
