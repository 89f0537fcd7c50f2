import { describe, expect, test } from "vitest";
import { applyFilter, findFilter } from "../../../src/liquid/filters/index.js";
import { LiquidError } from "../../../src/liquid/liquid-error.js";
import { RubyTime } from "../../../src/liquid/value.js";
import { abstractOf } from "../../../src/proof/domain/abstract-of.js";
import { unrolled } from "../../../src/proof/domain/repeat.js";
import { known, type Rope } from "../../../src/proof/domain/text.js";
import { ofText } from "../../../src/proof/domain/value.js";
import { feedRope, feedText } from "../../../src/proof/json/feed.js";
import { startOfDocument } from "../../../src/proof/json/machine.js";
import { textTransfers } from "../../../src/proof/transfer/text.js";
import { drawsFor, sized } from "../../support/depth.js";
import { matches, mayHold } from "../../support/may-hold.js";
import type { Random } from "../../support/random.js";

const runs = sized(800, 30_000);

/** Pieces of lists in JSON, as captures gather them. */
const pieces = ['"', '",', ",", ', "', "\n  ", "~", ",~", "[", "]", '{"a": ', "}", "x", " ", "null"];
const words = ["", "a,b", "~", ",", " ", "x~", "]"];

const knownPiece = (random: Random): Rope => [{ kind: "known", text: random.pick(pieces) }];

/** A rope, and one of its texts. */
function draw(random: Random, deepest = 1): { rope: Rope; text: string } {
  const rope: Rope[] = [];
  let text = "";
  const count = 1 + random.below(3);
  for (let index = 0; index < count; index++) {
    const kind = random.below(deepest > 0 ? 4 : 3);
    if (kind === 0 || (kind === 1 && rope.at(-1)?.at(-1)?.kind !== "known")) {
      // Known text is not kept beside known text.
      if (rope.at(-1)?.at(-1)?.kind === "known") continue;
      const piece = knownPiece(random);
      rope.push(piece);
      text += piece[0]!.kind === "known" ? piece[0]!.text : "";
    } else if (kind === 3) {
      const turns = Array.from({ length: 1 + random.below(2) }, () => draw(random, deepest - 1)).filter(
        (turn) => turn.rope.length > 0,
      );
      if (turns.length === 0) continue;
      rope.push([{ kind: "repeat", of: turns.map((turn) => turn.rope) }]);
      for (let turn = random.below(3); turn > 0; turn--) text += random.pick(turns).text;
    } else {
      const word = random.pick(words);
      rope.push([{ kind: "chars", set: -1, min: 0, max: Number.POSITIVE_INFINITY }]);
      text += word;
    }
  }
  return { rope: rope.flat(), text };
}

describe(`${runs} texts with what a loop gathers`, () => {
  const all = (check: (drawn: { rope: Rope; text: string }, random: Random) => void) => {
    const random = drawsFor(241);
    for (let run = 0; run < runs; run++) check(draw(random), random);
  };

  test("are held by the rope that they were drawn from, and unrolled at either end", () =>
    all(({ rope, text }) => {
      expect(matches(rope, text), JSON.stringify([rope, text])).toBe(true);
      for (const end of ["left", "right"] as const)
        expect(
          unrolled(rope, end).some((row) => matches(row, text)),
          JSON.stringify([end, rope, text]),
        ).toBe(true);
    }));

  test("go through every string filter as the transfer functions say", () =>
    all(({ rope, text }, random) => {
      const name = random.pick(Object.keys(textTransfers)) as keyof typeof textTransfers;
      const filter = findFilter(name)!;
      const { parameters } = filter;
      const args = parameters.map(() => random.pick([",~", ",", "~", "", '"', "x", " ", ",]", "]"]));
      const numbers = ["slice", "truncate", "truncatewords"].includes(name);
      const given = numbers ? [random.below(5)] : args;
      const { value, fails } = textTransfers[name](ofText([rope]), given.map(abstractOf));
      try {
        const result = applyFilter(filter, text, given, { now: RubyTime.fromMilliseconds(0) });
        expect(mayHold(value, result), JSON.stringify([name, given, rope, text, result])).toBe(true);
      } catch (error) {
        if (!(error instanceof LiquidError)) throw error;
        expect(fails, JSON.stringify([name, given, text])).toBeDefined();
      }
    }));

  test("are read as JSON as the rope is", () =>
    all(({ rope, text }, random) => {
      const before = random.pick(["", "[", '{"a": ', '["', "[1", '{"k": ["x", ']);
      const start = feedText(startOfDocument(), before).state;
      const one = feedText(start, text);
      const fed = feedRope(start, rope);
      const shown = JSON.stringify([before, rope, text]);
      if (one.faults.length > 0) expect(fed.faults.length, shown).toBeGreaterThan(0);
      else if (fed.faults.length === 0) expect(fed.states.has(one.state), shown).toBe(true);
    }));

  test("go on with the digits of a number as JSON does", () => {
    const random = drawsFor(242);
    for (let run = 0; run < runs; run++) {
      const number = random.pick([0, 1, 7, 10, 42, 1_000_000, -1, -30]);
      const least = random.pick([undefined, Math.min(0, number), Math.min(1, number), number]);
      const range = { most: 2_000_000, unit: 1, ...(least === undefined ? {} : { least }) };
      const before = random.pick([
        "[",
        "[-",
        "[1",
        "[0",
        "[0.",
        "[1.5",
        "[2e",
        "[2e-",
        "[2E+1",
        "[1 ",
        '["a',
        '{"k":-',
      ]);
      const after = random.pick(["", "0", "00", ".5", "e3", " ", "]"]);
      const start = feedText(startOfDocument(), before).state;
      const rope: Rope = [{ kind: "integer", range }, ...known(after)[0]!];
      const one = feedText(start, `${number}${after}`);
      const fed = feedRope(start, rope);
      const shown = JSON.stringify([before, number, least, after]);
      if (one.faults.length > 0) expect(fed.faults.length, shown).toBeGreaterThan(0);
      else if (fed.faults.length === 0) expect(fed.states.has(one.state), shown).toBe(true);
    }
  });
});
