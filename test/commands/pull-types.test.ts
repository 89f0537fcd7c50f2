import { expect, test } from "vitest";
import { brazeProject } from "../support/braze-project.js";

async function pulled(more: string, ...names: string[]) {
  const { there, run, folder } = await brazeProject({ braze: "", more });
  there.attributes = [
    { name: "tier", data_type: "String", status: "Active" },
    { name: "points", data_type: "Number (Automatically Detected)" },
    { name: "Member No.", data_type: "Number" },
    { name: "born", data_type: "Date" },
    { name: "pets", data_type: "Object Array" },
    { name: 'a "b" {c}', data_type: "String" },
    ...Array.from({ length: 60 }, (_, index) => ({ name: `flag_${index}`, data_type: "Boolean" })),
  ];
  return { there, run, folder, ...(await run(["pull-types", ...names])) };
}

test("prints every attribute whose type says something, as data: reads it, over all pages", async () => {
  const { exitCode, out, err, there, folder, run } = await pulled("");
  expect(exitCode).toBe(0);
  expect(out).toContain("  custom_attribute.tier: string\n  custom_attribute.points: number\n");
  expect(out).toMatch(/Member No\."'?: number/);
  expect(out).toContain("  custom_attribute.pets: array\n");
  expect(out).toContain("  custom_attribute.flag_59: boolean\n");
  expect(err).toContain('Left out, since data: has nothing for them: born (Date), a "b" {c} (String).');
  expect(there.asked).toHaveLength(2);
  await folder.writeFile("pulled.yaml", `version: 1\n${out}`);
  await folder.writeFile("a.liquid", "{}");
  const lint = await run(["lint", "a.liquid", "--config", "pulled.yaml"]);
  expect(lint.err).not.toContain("pulled.yaml:");
});

test("only what is named, each letter by letter", async () => {
  expect((await pulled("", "tier")).out).toBe("data:\n  custom_attribute.tier: string\n");
  const { exitCode, err } = await pulled("", "Tier");
  expect([exitCode, err]).toEqual([
    2,
    expect.stringContaining('no custom attribute "Tier"; did you mean "tier"?'),
  ]);
});

test("what the config declares otherwise is told; what is narrower is not", async () => {
  const { exitCode, err } = await pulled(
    "data: {custom_attribute.tier: integer, custom_attribute.points: integer}\n",
    "tier",
    "points",
  );
  expect(exitCode).toBe(1);
  expect(err.match(/Differs/g)).toHaveLength(1);
  expect(err).toContain(
    "Differs: custom_attribute.tier is string in Braze, and integer in data: of the config.",
  );
});

/** What `data:` of a config may look like, and what it looks like after. */
const forms: readonly (readonly [name: string, before: string, after: string])[] = [
  ["none", "", "\ndata:\n  custom_attribute.tier: string\n  custom_attribute.points: number\n"],
  [
    "a block with comments",
    "data:\n    # ours\n    custom_attribute.points: integer # whole\n\n# next\n",
    "data:\n    # ours\n    custom_attribute.points: integer # whole\n    custom_attribute.tier: string\n\n# next\n",
  ],
  [
    "a block whose last value is one",
    "data:\n  custom_attribute.x:\n    type: string\n    required: true\n",
    "data:\n  custom_attribute.x:\n    type: string\n    required: true\n  custom_attribute.tier: string\n  custom_attribute.points: number\n",
  ],
  [
    "on one line",
    "data: { custom_attribute.x: string }\n",
    'data: { custom_attribute.x: string, "custom_attribute.tier": string, "custom_attribute.points": number }\n',
  ],
  ["empty", "data: {}\n", 'data: {"custom_attribute.tier": string, "custom_attribute.points": number}\n'],
];

test.for(forms)("--write puts them into data: that is %s, and leaves the rest", async ([, before, after]) => {
  const { run, folder, there } = await pulled(before);
  const config = await folder.readFile("mi-braze.yaml", "utf8");
  const wanted = before === "" ? config + after : config.replace(before, () => after);
  for (const end of ["\n", "\r\n"]) {
    await folder.writeFile("mi-braze.yaml", config.replaceAll("\n", end));
    const { exitCode, out } = await run(["pull-types", "--write", "--yes", "tier", "points"]);
    expect([exitCode, out]).toEqual([0, expect.stringContaining("+")]);
    expect(await folder.readFile("mi-braze.yaml", "utf8")).toBe(wanted.replaceAll("\n", end));
  }
  there.attributes = there.attributes.slice(0, 2);
  const again = await run(["pull-types", "--write"]);
  expect([again.exitCode, again.err]).toEqual([0, expect.stringContaining("says it all already")]);
});

test("without a yes, or into what cannot be edited, nothing is written", async () => {
  const { run, folder } = await pulled("");
  const config = await folder.readFile("mi-braze.yaml", "utf8");
  const unasked = await run(["pull-types", "--write", "tier"]);
  expect([unasked.exitCode, unasked.err]).toEqual([1, expect.stringContaining("--yes")]);
  expect(await folder.readFile("mi-braze.yaml", "utf8")).toBe(config);
  const odd = `${config}x-types: &types {custom_attribute.x: string}\ndata: *types\n`;
  await folder.writeFile("mi-braze.yaml", odd);
  const { exitCode } = await run(["pull-types", "--write", "--yes", "tier"]);
  expect([exitCode > 0, await folder.readFile("mi-braze.yaml", "utf8")]).toEqual([true, odd]);
});

test("what a property could never take of an attribute is told", async () => {
  const { run, folder, config } = await brazeProject({ braze: "" }).then(async (project) => {
    project.there.attributes = [
      { name: "pets", data_type: "Object Array" },
      { name: "points", data_type: "Number" },
    ];
    return project;
  });
  const properties = [
    "animals: {type: string, from: custom_attribute.pets}",
    "names: {type: string, from: custom_attribute.pets, join: ', '}",
    "points: {type: string, from: custom_attribute.points}",
  ];
  await folder.writeFile("mi-braze.yaml", config.replace("title: string", properties.join(", ")));
  const { exitCode, err } = await run(["pull-types"]);
  expect(exitCode).toBe(1);
  expect(err.match(/Differs/g)).toHaveLength(1);
  expect(err).toContain(
    "custom_attribute.pets is array in Braze, and viewed: animals takes a string, so that it is always missing",
  );
});

test("a name from Braze stays on its line, and a terminal obeys nothing in it", async () => {
  const { there, run } = await brazeProject({ braze: "", more: "" });
  there.attributes = [{ name: "born\n::error::x\u001b]0;x\u0007\u202e", data_type: "Date\r\n" }];
  const { err } = await run(["pull-types"]);
  expect(err.replace(/\s+/g, " ")).toContain(
    String.raw`born\u{a}::error::x\u{1b}]0;x\u{7}\u{202e} (Date\u{d}\u{a}).`,
  );
});
