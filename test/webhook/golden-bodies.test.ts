import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { proveTemplate } from "../../src/proof/prove.js";
import { bodiesIn } from "../support/bodies.js";

// One feature a file, to be read. `npx vitest run test/webhook/golden-bodies.test.ts -u` writes the bodies anew.
const root = fileURLToPath(new URL("../../", import.meta.url));
const golden = bodiesIn("test/cases/bodies");

test("each case holds one campaign, named by its file", () => {
  expect(new Set(golden.map(({ config }) => config.source.name)).size).toBe(golden.length);
});

test.each(golden)("$name", async ({ config, campaign, text }) => {
  await expect(text).toMatchFileSnapshot(root + config.source.name.replace(/\.yaml$/, ".liquid"));
  const proof = proveTemplate({ name: campaign.slug, text });
  expect([proof.verdict, proof.diagnostics]).toEqual(["proven", []]);
});

test("nothing but documented filters occurs in a body, and each member of the JSON on a line of its own", () => {
  const documented = new Set(
    "append strip downcase md5 sha1 sha2 json_escape as_json_string slice plus times date split first replace round floor abs divided_by at_most at_least url_param_escape".split(
      " ",
    ),
  );
  for (const { name, text } of golden) {
    const code = text.replace(/"(?:[^"\\]|\\.)*"|\{\{[^}]*\}\}/g, (quoted) =>
      quoted.startsWith('"') ? '""' : quoted,
    );
    const used = [...code.matchAll(/\|\s*([a-z_0-9]+)/g)].map((match) => match[1]!);
    expect([name, used.filter((filter) => !documented.has(filter))]).toEqual([name, []]);
    expect([name, text.split("\n").filter((line) => line !== line.trimEnd())]).toEqual([name, []]);
  }
});
