import { expect, test } from "vitest";
import { LiquidError } from "../../src/liquid/liquid-error.js";
import { RubyFloat, RubyTime, type Value } from "../../src/liquid/value.js";
import { isBlank, isEmpty, isTruthy } from "../../src/liquid/values/blank.js";
import { compare, contains, equal, type Order } from "../../src/liquid/values/compare.js";
import { lookup, sizeOf } from "../../src/liquid/values/lookup.js";
import { inspect } from "../../src/liquid/values/print.js";
import { abstractOf } from "../../src/proof/domain/abstract-of.js";
import { join } from "../../src/proof/domain/join.js";
import { type AbstractValue, anything, ofKinds } from "../../src/proof/domain/value.js";
import { casesIn } from "../../src/proof/terms/cases.js";
import { everyValue } from "../../src/proof/terms/input-model.js";
import { refine } from "../../src/proof/terms/refine.js";
import { Terms, type TestNode } from "../../src/proof/terms/term.js";
import { drawsFor, sized } from "../support/depth.js";
import { mayHold } from "../support/may-hold.js";
import type { Random } from "../support/random.js";

const runs = sized(3_000, 400_000);

const values: readonly Value[] = [
  null,
  true,
  false,
  0,
  1,
  -3,
  7,
  10n ** 20n,
  new RubyFloat(1.5),
  new RubyFloat(0),
  new RubyFloat(-2.25),
  RubyTime.fromMilliseconds(0),
  "",
  " ",
  "\n",
  "\u0001",
  "\u00a0",
  "a",
  "abc",
  "b",
  "plain text",
  'say "hi"',
  "{",
  "[",
  "true",
  "42",
  "1.5",
  " 12.5 ",
  "-0.0",
  "0",
  ",",
  "a,b",
  "\\",
  "é",
  "😀",
  new Map(),
  new Map<string, Value>([["a", "b"]]),
  [],
  ["a"],
  [null],
  ["a", "b", 1],
  [[]],
  "a".repeat(50),
  `${"9".repeat(320)}.5`,
];

function around(random: Random, value: Value): AbstractValue {
  switch (random.below(5)) {
    case 0:
      return abstractOf(value);
    case 1:
      return join(abstractOf(value), abstractOf(random.pick(values)));
    case 2:
      return ofKinds(abstractOf(value).kinds);
    case 3:
      return random.pick(
        casesIn(anything)
          .map(({ value: set }) => set)
          .filter((set) => mayHold(set, value)),
      );
    default:
      return anything;
  }
}

/** The test of a value as Liquid answers it, and as the proof writes it down. */
function draw(random: Random, terms: Terms, value: Value, set: AbstractValue) {
  const term = terms.input("it", () => ({ place: { kind: "made" }, domain: set }));
  const other = random.pick(values);
  const otherSet = random.chance(0.6) ? abstractOf(other) : around(random, other);
  const side = terms.input("other", () => ({ place: { kind: "made" }, domain: otherSet }));
  const order = random.pick<Order>(["<", "<=", ">", ">="]);
  const [asked, answer] = random.pick<readonly [TestNode, () => boolean]>([
    [{ op: "truthy", value: term }, () => isTruthy(value)],
    [{ op: "blank", value: term }, () => isBlank(value)],
    [{ op: "empty", value: term }, () => isEmpty(value)],
    [{ op: "equals", left: term, right: side }, () => equal(value, other)],
    [{ op: "equals", left: side, right: term }, () => equal(other, value)],
    [{ op: "contains", left: term, right: side }, () => contains(value, other)],
    [{ op: "contains", left: side, right: term }, () => contains(other, value)],
    [{ op: "order", order, left: term, right: side }, () => compare(order, value, other)],
    [{ op: "order", order, left: side, right: term }, () => compare(order, other, value)],
    ...[terms.member(term, "size"), terms.filter("size", term, [])].flatMap((size) => {
      const length = size.op === "filter" ? (sizeOf(value) ?? 0) : lookup(value, "size", true);
      return [
        [{ op: "equals", left: size, right: side }, () => equal(length, other)],
        [{ op: "order", order, left: size, right: side }, () => compare(order, length, other)],
        [{ op: "order", order, left: side, right: size }, () => compare(order, other, length)],
      ] as const;
    }),
  ]);
  return { term, test: terms.test(asked), answer, otherSet, other };
}

test("what a test tells of a value never takes that value away", () => {
  const random = drawsFor(23);
  let answered = 0;
  for (let run = 0; run < runs; run++) {
    const value = random.pick(values);
    const set = around(random, value);
    const {
      term,
      test: asked,
      answer,
      otherSet,
      other,
    } = draw(random, new Terms(() => false, everyValue), value, set);
    let holds: boolean;
    try {
      holds = answer();
    } catch (error) {
      if (!(error instanceof LiquidError)) throw error;
      continue;
    }
    answered++;
    const left = refine(set, term, asked, holds, () => otherSet);
    if (!mayHold(left, value)) {
      const about = `${asked.op} of ${inspect(value)} with ${inspect(other)} is ${holds}`;
      throw new Error(`${about}: taken from ${JSON.stringify(set)} to ${JSON.stringify(left)}`);
    }
  }
  expect(answered).toBeGreaterThan(runs / 2);
});
