import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

async function run(fixture: { path: string }, ...args: string[]) {
  const host = testHost({ cwd: fixture.path });
  const exitCode = await main(args, host);
  return { exitCode, out: host.out(), err: host.err() };
}

async function lint(fixture: { path: string }, ...args: string[]) {
  const { exitCode, out } = await run(fixture, "lint", ...args, "--format", "json");
  const { files, diagnostics } = JSON.parse(out);
  return {
    exitCode,
    files: files.map(({ file, verdict }: { file: string; verdict: string }) => `${file} ${verdict}`),
    codes: diagnostics.map(({ code }: { code: string }) => code),
  };
}

const body = '{"q": {{event_properties.${qty}}}, "tier": "{{custom_attribute.${tier}}}"}\n';
const config = `version: 1
data:
  event_property.qty: {type: integer, required: true}
  custom_attribute.tier: {enum: [gold, silver]}
`;
const user = (qty: unknown, tier: unknown) =>
  JSON.stringify({ user: { custom_attributes: { tier } }, event: { name: "Bought", properties: { qty } } });

describe("a config without campaigns", () => {
  test("says what data holds, for every template in its folder or given", async () => {
    await using fixture = await createFixture({
      "hooks/a.liquid": body,
      "hooks/b.liquid": '{"x": "{{custom_attribute.${x}}}"}\n',
    });
    expect(await lint(fixture, "hooks/a.liquid")).toMatchObject({
      exitCode: 1,
      files: ["hooks/a.liquid refuted"],
    });
    await fixture.writeFile("mi-braze.yaml", config);
    expect(await lint(fixture, "hooks/a.liquid")).toEqual({
      exitCode: 0,
      files: ["hooks/a.liquid proven"],
      codes: [],
    });
    expect(await lint(fixture)).toEqual({
      exitCode: 1,
      files: ["hooks/a.liquid proven", "hooks/b.liquid refuted"],
      codes: ["MI062"],
    });
  });

  test("says what to ignore", async () => {
    await using fixture = await createFixture({
      "mi-braze.yaml": "version: 1\nlint: {ignore: [{code: MI062, reason: ours, files: 'hooks/*'}]}\n",
      "hooks/b.liquid": '{"x": "{{custom_attribute.${x}}}"}\n',
    });
    expect(await lint(fixture)).toMatchObject({ exitCode: 0, codes: [] });
  });

  test.each(["generate", "verify", "mapping"])(
    "is not enough for %s, which says what is missing",
    async (command) => {
      await using fixture = await createFixture({ "mi-braze.yaml": config });
      const { exitCode, err } = await run(fixture, command);
      expect(exitCode).toBe(1);
      expect(err).toContain("this config has no campaigns");
      expect(err).toContain("movable_ink, identity and campaigns");
    },
  );

  test.each([
    ["one that says nothing", "version: 1\n", ["identity", "campaigns"]],
    ["one that names a brand", "version: 1\nbrand: Acme\nlint: {}\n", ["identity", "campaigns"]],
    [
      "one with an identity",
      "version: 1\nidentity: {audience: known, user_id: external_id}\nlint: {}\n",
      ["campaigns"],
    ],
  ])("%s is not whole", async (_what, text, missing) => {
    await using fixture = await createFixture({ "mi-braze.yaml": text });
    const { exitCode, err } = await run(fixture, "lint");
    expect(exitCode).toBe(1);
    for (const key of missing) expect(err).toContain(`"${key}" is missing`);
  });
});

describe("a fixture that departs from what is declared", () => {
  test.each([
    ["another type", user("5", "gold"), ['event_property.qty is "5" and declared as an integer']],
    [
      "what is not in the enum",
      user(5, "bronze"),
      ['custom_attribute.tier is "bronze", which is not among "gold", "silver"'],
    ],
    ["what is required and missing", user(undefined, "gold"), ["event_property.qty is missing and required"]],
    ["as declared", user(5, "gold"), []],
    ["what may be missing", user(5, undefined), []],
  ])("is a finding of preview: %s", async (_what, text, wanted) => {
    await using fixture = await createFixture({
      "mi-braze.yaml": config,
      "a.liquid": body,
      "user.json": text,
    });
    const { out } = await run(
      fixture,
      "preview",
      "--template",
      "a.liquid",
      "--user",
      "user.json",
      "--format",
      "json",
    );
    const { diagnostics } = JSON.parse(out) as { diagnostics: { code: string; message: string }[] };
    expect(diagnostics.filter(({ code }) => code === "MI039").map(({ message }) => message)).toEqual(wanted);
  });

  test("is a finding of verify and of lint, at its place", async () => {
    const campaigns = `movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - event: bought
    trigger: {custom_event: Bought}
    properties: {lines: {type: array, items: {sku: string}}}
`;
    const declared =
      "version: 1\ndata: {'event_property.lines[].sku': {max_length: 3}, event_property.other: {required: true}}\n";
    const shown = {
      now: "2023-12-06T19:20:45Z",
      user: { external_id: "u" },
      event: { name: "Bought", properties: { lines: [{ sku: "abc" }, { sku: "abcd" }] } },
    };
    await using fixture = await createFixture({
      "mi-braze.yaml": declared + campaigns,
      "fixtures/one.json": JSON.stringify(shown, null, 2),
    });
    const verified = await run(fixture, "verify", "--format", "json");
    const { diagnostics } = JSON.parse(verified.out) as {
      diagnostics: { code: string; message: string; start: { line: number } }[];
    };
    const departing = diagnostics.filter(({ code }) => code === "MI039");
    expect(departing.map(({ message, start }) => `${start.line}: ${message}`)).toEqual([
      "14: event_property.lines[].sku has 4 characters and a max_length of 3",
    ]);
    expect((await lint(fixture)).codes).toContain("MI039");
  });
});
