import { createRequire } from "node:module";
import Ajv from "ajv";
import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { main } from "../../src/main.js";
import { rules } from "../../src/rules/registry.js";
import { testHost } from "../support/host.js";

const require = createRequire(import.meta.url);
/** The published schema, as Microsoft's own package ships it. */
const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const ajv = new Ajv({ schemaId: "auto", validateSchema: false, allErrors: true, unknownFormats: "ignore" });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const validate = ajv.compile(schema);

test("the log of every rule's bad example is what the published schema says", async () => {
  const bodies = rules.flatMap(({ kind, bad }) =>
    "body" in bad ? [[`h k/${kind.code}.liquid`, bad.body] as const] : [],
  );
  await using fixture = await createFixture(Object.fromEntries(bodies));
  const host = testHost({ cwd: fixture.path });
  await main(["lint", "h k", "--format", "sarif"], host);
  const log = JSON.parse(host.out());
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  const [{ results, tool }] = log.runs;
  expect(results.length).toBeGreaterThan(25);
  expect(results.some((one: { fixes?: unknown }) => one.fixes)).toBe(true);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
});

test("a finding keeps its fingerprint when lines come above it, and another line has another", async () => {
  const prints = async (text: string) => {
    await using fixture = await createFixture({ "a.liquid": text });
    const host = testHost({ cwd: fixture.path });
    await main(["lint", "a.liquid", "--format", "sarif"], host);
    return JSON.parse(host.out()).runs[0].results.map(
      (one: { partialFingerprints: Record<string, string> }) => one.partialFingerprints["miBrazeFinding/v1"],
    );
  };
  const first = '"a": "{{${first_name}}}"';
  const [print] = await prints(`{${first}\n}`);
  expect(print).toMatch(/^[0-9a-f]{64}$/);
  expect(await prints(`\n\n  {${first}\n}`)).toEqual([print]);
  expect(await prints(`{${first.replace("first", "last")}\n}`)).not.toEqual([print]);
});

test("a log without findings is one too", async () => {
  await using fixture = await createFixture({ "a.liquid": "{}" });
  const host = testHost({ cwd: fixture.path });
  await main(["lint", "a.liquid", "--format", "sarif"], host);
  validate(JSON.parse(host.out()));
  expect(validate.errors ?? []).toEqual([]);
});

test("the schema does refuse what is wrong", () => {
  expect(validate({ version: "2.1.0", runs: [{ tool: {} }] })).toBe(false);
});
