import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { generate, loadConfig, UserError, verify } from "../../src/index.js";

const example = fileURLToPath(new URL("../../examples/acme-retail/", import.meta.url));

test("loads a config, generates its files and verifies its fixtures, all as plain data", async () => {
  const config = await loadConfig(`${example}mi-braze.yaml`);
  expect(config).toEqual({
    file: `${example}mi-braze.yaml`,
    campaigns: [
      { slug: "product_viewed", type: "track", targets: ["braze"] },
      { slug: "category_viewed", type: "track", targets: ["braze"] },
      { slug: "identify", type: "identify", targets: ["braze"] },
    ],
    diagnostics: [],
  });
  for (const { path, text } of generate(config))
    expect(text).toBe(readFileSync(`${example}webhooks/${path}`, "utf8"));
  const { cases, summary } = await verify(config);
  expect(summary).toEqual({ passed: cases.length, failed: 0, errored: 0 });
  expect(JSON.parse(JSON.stringify(cases))).toEqual(cases);
});

const yaml = `version: 1
movable_ink: { endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH }
identity: { audience: known, user_id: external_id }
campaigns:
  - event: product_searched
    trigger: { custom_event: Searched }
    properties: { query: { type: string, required: true } }
`;

test("a fixture that does not pass says where, and what came out", async () => {
  await using fixture = await createFixture({
    "mi-braze.yaml": yaml,
    "fixtures/a.json": JSON.stringify({
      now: "2023-12-06T19:20:45Z",
      user: { external_id: "u" },
      event: { name: "Searched", properties: { query: "sofa" } },
      expect: { abort: "no query" },
    }),
  });
  const { cases } = await verify(await loadConfig(`${fixture.path}/mi-braze.yaml`));
  expect(cases).toMatchObject([
    {
      campaign: "product_searched",
      outcome: "failed",
      actual: { payload: { event: "product_searched", properties: { query: "sofa" } } },
      diagnostics: [{ code: "MI034", start: { line: 1 } }],
    },
  ]);
  expect(JSON.parse(JSON.stringify(cases))).toEqual(cases);
});

test("a config with errors is refused with all of them", async () => {
  await using fixture = await createFixture({
    "mi-braze.yaml": yaml.replace("audience: known", "audience: all").replace("type: string", "type: text"),
  });
  const error = await loadConfig(`${fixture.path}/mi-braze.yaml`).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(UserError);
  const { diagnostics, exitCode } = error as UserError;
  expect(diagnostics.map(({ code, start }) => [code, start?.line])).toEqual([
    ["MI012", 3],
    ["MI012", 7],
  ]);
  expect(exitCode).toBe(1);
});
