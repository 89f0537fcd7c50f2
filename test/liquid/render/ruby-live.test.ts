import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { parseJson } from "../../../src/source/json.js";
import { rubyIsHere } from "../../oracle/ruby.js";
import { drawsFor, seed, sized } from "../../support/depth.js";
import { leniently, type RubyAnswer, simplified } from "./plain.js";
import { type Case, randomCase } from "./random-template.js";

const count = sized(300, 6000);

function answersOf(cases: readonly Case[]): RubyAnswer[] {
  const script = fileURLToPath(new URL("../../oracle/record-liquid.rb", import.meta.url));
  const input = `${cases.map((one) => JSON.stringify(one)).join("\n")}\n`;
  const run = spawnSync("ruby", ["-W0", script], { input, encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`ruby failed: ${run.stderr.slice(0, 2000)}`);
  return run.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as RubyAnswer);
}

/** Elsewhere `random.cases.json`, recorded, stands in for this. */
it.skipIf(!rubyIsHere())(
  `renders ${count} random templates as the Ruby that is installed does (skipped without Ruby)`,
  () => {
    const random = drawsFor(1);
    const cases = Array.from({ length: count }, () => randomCase(random));
    const answers = answersOf(cases);
    expect(answers.length).toBe(count);
    const different = cases.flatMap(({ template, data }, index) => {
      const ours = leniently(template, parseJson({ name: "data", text: data }).root);
      const rubys = simplified(answers[index]!);
      return JSON.stringify(ours) === JSON.stringify(rubys)
        ? []
        : [{ seed, index, template, data, rubys, ours }];
    });
    // a drop handed to an array filter is the one thing left open
    expect(different.filter(({ template }) => !/forloop\s*\|/.test(template)).slice(0, 3)).toEqual([]);
  },
);
