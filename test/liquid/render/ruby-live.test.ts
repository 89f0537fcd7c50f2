import { expect, it } from "vitest";
import { parseJson } from "../../../src/source/json.js";
import { askRuby } from "../../oracle/liquid.js";
import { rubyIsHere } from "../../oracle/ruby.js";
import { drawsFor, seed, sized } from "../../support/depth.js";
import { leniently, simplified } from "./plain.js";
import { randomCase } from "./random-template.js";

const count = sized(200, 6000);

/** Elsewhere `random.cases.json`, recorded, stands in for this. */
it.skipIf(!rubyIsHere())(
  `renders ${count} random templates as the Ruby that is installed does (skipped without Ruby)`,
  () => {
    const random = drawsFor(1);
    const cases = Array.from({ length: count }, () => randomCase(random));
    const answers = askRuby(cases);
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
