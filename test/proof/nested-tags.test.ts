import { expect, test } from "vitest";
import { parseTemplate } from "../../src/braze/liquid.js";
import { hashOf } from "../../src/liquid/values/from-json.js";
import type { AbstractValue } from "../../src/proof/domain/value.js";
import { TooComplex } from "../../src/proof/fuel.js";
import { ContentBlocks } from "../../src/proof/walk/content-blocks.js";
import { Prover } from "../../src/proof/walk/prover.js";
import { initialState } from "../../src/proof/walk/state.js";
import { Uses } from "../../src/proof/walk/uses.js";
import { Walk } from "../../src/proof/walk/walk.js";
import { parseJson } from "../../src/source/json.js";
import { leniently, renderText, simplified } from "../liquid/render/plain.js";
import { askRuby } from "../oracle/liquid.js";
import { rubyIsHere } from "../oracle/ruby.js";
import { seed, sized } from "../support/depth.js";
import { mayHold } from "../support/may-hold.js";
import { nestedCases, nestedData } from "./nested-tags.js";

/** A part of all pairs, and for the proof a part of that, as it takes a thousand times as long as rendering. */
const stride = sized(50, 2);
const rendered = nestedCases().filter((_, index) => index % stride === seed % stride);
const proven = rendered.filter((_, index) => index % 7 === 0);

/** What the renderings get from outside. */
const given = new Set(["list", "text", "number"]);

const inBlock = "{{content_blocks.${block}}}|{{ x }}";

/** What a template may print, as the proof sees it; undefined where it gives up. */
function foretold(text: string, blocks = new Map<string, string>()): AbstractValue[] | undefined {
  const template = parseTemplate({ name: "nested", text }, { lenient: true });
  const uses = new Uses(template.nodes, blocks);
  const prover = new Prover((name) => given.has(name));
  try {
    const walk = new Walk(prover, uses, new ContentBlocks(blocks));
    const ends = walk.body(template.nodes, [{ ...initialState(), captured: [] }]);
    return ends.map((end) => prover.value(end, prover.terms.text(end.captured ?? []), template.nodes).value);
  } catch (error) {
    if (error instanceof TooComplex) return undefined;
    throw error;
  }
}

function unforeseen(
  text: string,
  render: (data: string) => string | undefined,
  blocks?: Map<string, string>,
) {
  const sets = foretold(text, blocks);
  if (!sets) return [];
  return nestedData.flatMap((data) => {
    const printed = render(data);
    return printed === undefined || sets.some((set) => mayHold(set, printed)) ? [] : [{ data, printed }];
  });
}

test(`${proven.length} templates, every tag in every tag: what the renderer prints is among what the proof foretells`, () => {
  const wrong = proven.flatMap(({ name, template }) =>
    unforeseen(template, (data) => {
      const ours = leniently(template, parseJson({ name: "data", text: data }).root);
      return "text" in ours ? ours.text : undefined;
    }).map((found) => ({ name, template, ...found })),
  );
  expect(wrong.slice(0, 3)).toEqual([]);
});

test("the same inside a Content Block", () => {
  const some = proven.filter((_, index) => index % 5 === 0);
  const wrong = some.flatMap(({ name, template }) => {
    const contentBlocks = new Map([["block", template]]);
    return unforeseen(
      inBlock,
      (data) => {
        const variables = hashOf(parseJson({ name: "data", text: data }).root);
        const shown = renderText(inBlock, { variables, contentBlocks }, { lenient: true });
        return shown.outcome === "sent" ? shown.text : undefined;
      },
      contentBlocks,
    ).map((found) => ({ name, template, ...found }));
  });
  expect(wrong.slice(0, 3)).toEqual([]);
});

test.skipIf(!rubyIsHere())("what the renderer prints is what Ruby prints (skipped without Ruby)", () => {
  const asked = rendered.flatMap(({ name, template }) =>
    nestedData.map((data) => ({ name, template, data })),
  );
  const answers = askRuby(asked);
  const wrong = asked.flatMap(({ name, template, data }, index) => {
    const ours = leniently(template, parseJson({ name: "data", text: data }).root);
    const rubys = simplified(answers[index]!);
    return JSON.stringify(ours) === JSON.stringify(rubys) ? [] : [{ name, template, data, ours, rubys }];
  });
  expect(wrong.slice(0, 3)).toEqual([]);
});
