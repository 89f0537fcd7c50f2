import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/read/read.js";
import { catalogue } from "../../src/rules/registry.js";
import { positionOf } from "../../src/source/source.js";

/**
 * Each config of test/cases/config says after its lines what is found there: `#! CODE message`. UPDATE_CASES=1 writes
 * that anew, to be read in the diff.
 */
const folder = new URL("../cases/config/", import.meta.url);
const said = / *#! .*$/;

function annotated(text: string): string {
  const plain = text.replace(new RegExp(said, "gm"), "");
  const { diagnostics } = readConfig({ name: "mi-braze.yaml", text: plain }, "/mi-braze.yaml", catalogue);
  const lines = plain.split("\n");
  const found = diagnostics.map(({ code, message, span }) => ({
    line: positionOf(span!.source, span!.start).line,
    words: ` #! ${code} ${message}`,
  }));
  return lines
    .map((line, at) => {
      const here = found.filter((one) => one.line === at + 1).map(({ words }) => words);
      return line + here.sort().join("");
    })
    .join("\n");
}

describe("test/cases/config: every finding follows its line, and nothing else is found", () => {
  test.each(readdirSync(folder))("%s", (name) => {
    const file = new URL(name, folder);
    const text = readFileSync(file, "utf8");
    const now = annotated(text);
    if (process.env.UPDATE_CASES === "1") writeFileSync(file, now);
    expect(text).toBe(now);
  });
});
