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
  expect(err).toContain("Differs: custom_attribute.tier is string in Braze, and integer in the config.");
});
