import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { main } from "../../src/main.js";
import { pageOf } from "../../src/signal/answers.js";
import { differences, entryFaults, isSignal, ourInstalled } from "../../src/signal/readings.js";
import { type Json, readJson } from "../../src/source/json.js";
import { testHost } from "../support/host.js";

// What every JavaScript object has without being given it is an ordinary name in JSON.
const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];

const config = (properties: readonly string[]) => `
version: 1
identity: { audience: known, user_id: external_id }
signal:
  base_url: https://signal.example.com
  token: env:SIGNAL_TOKEN
  name: constructor
  config: { api_key: env:MI_API_KEY, company_id: "1", feed_id: f }
campaigns:
  - event: viewed
    targets: [signal]
    properties: { ${properties.map((name) => `${JSON.stringify(name)}: integer`).join(", ")} }
`;

async function check(properties: readonly string[], sample: string) {
  await using fixture = await createFixture({ "mi-braze.yaml": config(properties), "sample.json": sample });
  const host = testHost({ cwd: fixture.path });
  const args = ["signal", "check", "--sample", "sample.json", "--format", "json"];
  const exitCode = await main(args, host);
  const { fits, diagnostics } = JSON.parse(host.out()) as {
    fits: boolean;
    diagnostics: { message: string }[];
  };
  return { exitCode, fits, messages: diagnostics.map(({ message }) => message) };
}

const each = (value: string) => `{${names.map((name) => `"${name}": ${value}`).join(", ")}}`;

test("a sample's members with such names are looked up in the schema", async () => {
  expect(await check(names, each("1"))).toEqual({ exitCode: 0, fits: true, messages: [] });
  expect((await check(names, each('"x"'))).messages).toEqual(
    names.map((name) => `"${name}" is "x"; the schema has integer`),
  );
  expect((await check(["id"], each("1"))).messages).toEqual(
    names.map((name) => `"${name}" is not in the schema`),
  );
  expect((await check(["id"], `{"__proto__": ${each("1")}}`)).messages).toEqual(
    names.map((name) => `"__proto__.${name}" is not in the schema`),
  );
});

test("the feed's schema lists attributes with such names", async () => {
  await using fixture = await createFixture({ "mi-braze.yaml": config(names) });
  expect(await main(["signal", "generate"], testHost({ cwd: fixture.path }))).toBe(0);
  const csv = await fixture.readFile("webhooks/signal/feed-schema.csv", "utf8");
  expect(csv.split("\r\n").slice(1, -1)).toEqual(names.map((name) => `"${name}","integer","viewed"`));
});

const signal = {
  name: "constructor",
  variant: "v",
  companyId: "1",
  feedId: "f",
} as Parameters<typeof differences>[1];
const json = (text: string): Json => readJson(text)!;

test("what an answer hides behind such a name is not read as if it were there", () => {
  const hidden = '{"name": "constructor", "config": {"company_id": "2"}}';
  expect(ourInstalled(json(`{"data": [{"__proto__": ${hidden}}]}`), signal)).toEqual([]);
  const [installed] = ourInstalled(
    json(`{"__proto__": [{"name": "constructor", "config": {"__proto__": {"company_id": "2"}}}]}`),
    signal,
  );
  expect(differences(installed!, signal)).toEqual([]);
  const entry = { status: 200, json: json('{"__proto__": {"variants": []}}') };
  expect(isSignal(entry, { status: 200, json: [] })).toBe(false);
});

test.each(names)('"%s" is a code, a variant and a field like any other', (name) => {
  const error = json(`{"error": {"code": "${name}", "message": "No."}, "toString": 1}`);
  const answer = { reached: true, status: 418, json: error, retryAfter: undefined } as const;
  expect(pageOf(answer).title).toBe("An undocumented response");
  const described = json(
    `{"config_fields": [{"key": "${name}", "required": true}], "variants": [{"key": "${name}"}]}`,
  );
  expect(entryFaults(described, signal)).toEqual([
    `the catalog requires "${name}", which the config cannot provide`,
    `the catalog has no variant "v"; it has ${name}`,
  ]);
  expect(
    ourInstalled(json(`[{"name": "${name}", "${name}": {}, "config": 1}]`), { ...signal, name }),
  ).toEqual([{ name, catalog: false, variant: undefined, companyId: undefined, feedId: undefined }]);
});
