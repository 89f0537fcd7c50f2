import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { isHeavy } from "../proof/heavy-bodies.js";
import { sized } from "../support/depth.js";
import { testHost } from "../support/host.js";

const cases = fileURLToPath(new URL("../cases/import/", import.meta.url));

async function project(files: Record<string, string> = {}) {
  const folder = await createFixture(files);
  const run = async (...args: string[]) => {
    const host = testHost({ cwd: folder.path });
    const exitCode = await main(args, host);
    return { exitCode, out: host.out(), err: host.err() };
  };
  return {
    run,
    path: folder.path,
    text: (path: string) => readFileSync(join(folder.path, path), "utf8"),
    has: (path: string) => existsSync(join(folder.path, path)),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** Import has proven already what is generated: lint, which proves it again, is asked for some. */
const lintedEvery = sized(4, 1);

/** What it gathers in captures takes more to prove than all the others do. */
const isLong = (name: string): boolean => name === "captured-lines";

describe.each(
  readdirSync(cases)
    .filter((name) => sized(!isLong(name), true))
    .map((name, index) => [name, index] as const),
)("an existing body: %s", (name, index) => {
  test("becomes a config that means the same, verifies and generates a proven body", async () => {
    await using there = await project();
    cpSync(join(cases, name), there.path, { recursive: true });
    for (const made of ["mi-braze.yaml", "report.txt"]) rmSync(join(there.path, made), { force: true });
    const { exitCode, out, err } = await there.run("import", "body.liquid", "--dir", "made");
    expect(err).not.toMatch(/\berror\b/);
    expect(exitCode).toBe(0);
    // The schema's line depends on where the package is.
    const config = there.text("made/mi-braze.yaml").replace(/^#.*schema.*\n/gm, "");
    await expect(config).toMatchFileSnapshot(join(cases, name, "mi-braze.yaml"));
    await expect(out).toMatchFileSnapshot(join(cases, name, "report.txt"));
    const inside = (...args: string[]) => there.run(...args, "--config", "made/mi-braze.yaml");
    expect((await inside("generate", "--out", "made/webhooks")).exitCode).toBe(0);
    expect(await inside("verify")).toMatchObject({ exitCode: 0 });
    if (index % lintedEvery === 0) expect(await inside("lint")).toMatchObject({ exitCode: 0 });
  });
});

describe("what is the same for everybody who gets it is no constant, where not everybody gets it", () => {
  const vip = "{{custom_attribute.${vip}}}";
  test.each([
    ["a text in quotes", "", `"tier": "{% if custom_attribute.\${vip} %}gold{% endif %}"`],
    ["unless", "", `"tier": "{% unless ${vip} == 'a' %}gold{% endunless %}"`],
    ["elsif", "", `"tier": "{% if ${vip} == 1 %}{% elsif ${vip} %}gold{% endif %}"`],
    ["a number without quotes", "", `"tier": {% if ${vip} %}777{% endif %}`],
    ["a member", "", `"a": 1{% if ${vip} %}, "tier": "gold"{% endif %}`],
    [
      "a member after two tests",
      "",
      `"a": 1{% if ${vip} %}{% if b > 1 %}, "tier": "gold"{% endif %}{% endif %}`,
    ],
    ["a capture", `{% capture t %}{% if ${vip} %}gold{% endif %}{% endcapture %}`, `"tier": "{{ t }}"`],
    ["a variable", `{% if ${vip} %}{% assign t = "gold" %}{% endif %}`, `"tier": "{{ t }}"`],
    ["an object", "", `"tier": {% if ${vip} %}{"a": "gold"}{% else %}null{% endif %}`],
    ["a list", "", `"tier": {% if ${vip} %}["gold"]{% else %}[]{% endif %}`],
    ["a member of an object", "", `"tier": {"b": 1{% if ${vip} %}, "a": "gold"{% endif %}}`],
    ["an item", "", `"tier": [{% if ${vip} %}"gold"{% endif %}]`],
    ["a part of a text", "", `"tier": "a {% if ${vip} %}gold{% endif %}"`],
  ])("%s", async (_, before, member) => {
    const id = '"id": "{{event_properties.${id}}}"';
    await using there = await project({
      "body.liquid": `${before}{"type": "track", "event": "viewed", "user_id": "{{\${user_id}}}", "properties": {${id}, ${member}}}`,
    });
    const { exitCode, out } = await there.run("import", "body.liquid", "--dir", "made");
    expect(exitCode).toBe(0);
    expect(there.text("made/mi-braze.yaml")).not.toMatch(/gold|777/);
    expect(out).toMatch(/Not carried over:[\s\S]*properties\.tier/);
  });
});

test("nothing of the report says that a payload changes without saying where", () => {
  for (const name of readdirSync(cases)) {
    const lines = readFileSync(join(cases, name, "report.txt"), "utf8").split("\n");
    for (const [at, line] of lines.entries()) if (/ differs$/.test(line)) expect(lines[at + 1]).toMatch(/\$/);
  }
});

const refused: Readonly<Record<string, readonly [text: string, exit: number, told: RegExp]>> = {
  "a form": ["To={{${phone_number}}}&Body=Hi", 1, /MI023/],
  nothing: ["", 1, /no JSON object begins here/],
  "a string that never ends": ['{"type": "track', 1, /this string is not closed/],
  "a member without a value": ['{"type": "track", "event":}', 1, /a value is missing here/],
  "a name without a colon": ['{"type" "track"}', 1, /a ":" is expected/],
  "a name of data": ['{"{{${user_id}}}": 1}', 1, /made of data/],
  "a brace that another branch closes": ['{"a": 1 {% if ${user_id} %} } {% endif %}', 1, /another branch/],
  "a bracket that another branch closes": ['{"a": [1 {% if ${user_id} %} ] {% endif %}', 1, /elsewhere/],
  "a tag that is never closed": ['{"a": {% if x %}1', 1, /MI040/],
  "what generate wrote": [
    "{%- comment -%} a: generated by mi-braze from mi-braze.yaml; edit there {%- endcomment -%}\n{}",
    1,
    /mi-braze generate wrote|mi-braze generated this body/,
  ],
  depths: [`{"a": ${'{"b": '.repeat(5000)}1${"}".repeat(5001)}`, 1, /nested more than/],
  "a list of numbers": ["[1, 2]", 1, /without an object/],
  bytes: ["\u0000", 3, /MI001/],
};
test.each(Object.entries(refused))("is told and writes nothing: %s", async (_, [text, exit, told]) => {
  await using there = await project({ "body.liquid": text });
  const { exitCode, err } = await there.run("import", "body.liquid", "--dir", "made");
  expect(err).toMatch(told);
  expect(exitCode).toBe(exit);
  expect(there.has("made")).toBe(false);
});

test("overwrites no config, and needs the body to be there", async () => {
  await using there = await project({ "mi-braze.yaml": "version: 1\n", "body.liquid": "{}" });
  const { exitCode, err } = await there.run("import", "body.liquid");
  expect([exitCode, err]).toEqual([3, expect.stringContaining("exists already")]);
  expect(there.text("mi-braze.yaml")).toBe("version: 1\n");
  expect((await there.run("import", "missing.liquid", "--dir", "made")).exitCode).toBe(3);
});

test("names, URL, headers and users that are given count; no secret comes out", async () => {
  const user = { user: { external_id: "u-1" }, event: { name: "Bought", properties: { sku: "A-1" } } };
  await using there = await project({
    "hook.liquid":
      '{"type": "track", "event": "bought", "user_id": "{{${user_id}}}", "properties": {"id": "{{event_properties.${sku}}}"}}',
    "u.txt": "https://collector.example/behavioral/key-SECRET-1?u={{${user_id}}}\n",
    "h.json": JSON.stringify({ Authorization: "Basic c2VjcmV0OnZhbHVl", "X-Region": "eu" }),
    "mine.json": JSON.stringify(user),
  });
  const { exitCode, out, err } = await there.run(
    ...["import", "hook.liquid", "--url", "u.txt", "--headers", "h.json", "--fixtures", "mine.json"],
    ...["--event", "order_completed", "--trigger", "Bought", "--dir", "made"],
  );
  expect(exitCode).toBe(0);
  const config = there.text("made/mi-braze.yaml");
  expect(config).toContain("event: order_completed");
  expect(config).toContain("trigger: {custom_event: Bought}");
  expect(out).toContain('The header "X-Region"');
  expect(out).toContain("Its URL holds Liquid");
  expect(out).toMatch(/mine\.json +sent +same/);
  expect(config + out + err).not.toMatch(/SECRET|c2VjcmV0/);
});

test("whatever is a template in this repository imports, or is refused in words", async () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const bodies = [
    "bench/bodies",
    "examples/handwritten",
    "test/cases/bodies",
    "test/cases/imprecise",
    "test/cases/proof",
  ].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".liquid") && sized(!isHeavy(basename(file)), true))
      .map((file) => join(root, folder, file)),
  );
  expect(bodies.length).toBeGreaterThan(40);
  const every = sized(14, 1);
  for (const [at, body] of bodies.entries()) {
    if (at % every !== 0) continue;
    await using there = await project({ "body.liquid": readFileSync(body, "utf8") });
    const { exitCode, err } = await there.run("import", "body.liquid", "--dir", `made${at}`);
    expect([0, 1], `${body}: ${err}`).toContain(exitCode);
    expect(err, body).not.toContain("this is a bug");
  }
});
