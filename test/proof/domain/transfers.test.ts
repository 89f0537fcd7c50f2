import { describe, expect, test } from "vitest";
import type { FilterDefinition } from "../../../src/liquid/filters/index.js";
import { applyFilter, filters } from "../../../src/liquid/filters/index.js";
import { LimitReached } from "../../../src/liquid/limits.js";
import { LiquidError } from "../../../src/liquid/liquid-error.js";
import { RubyFloat, RubyTime, type Value } from "../../../src/liquid/value.js";
import { asJsonText } from "../../../src/liquid/values/as-json.js";
import { isBlank, isEmpty, isTruthy } from "../../../src/liquid/values/blank.js";
import { compare, contains, equal } from "../../../src/liquid/values/compare.js";
import { lookup } from "../../../src/liquid/values/lookup.js";
import { inspect, toText } from "../../../src/liquid/values/print.js";
import { printRaw } from "../../../src/liquid/values/print-raw.js";
import { anyText, type Text, widen } from "../../../src/proof/domain/text.js";
import {
  equals,
  equalsBlank,
  equalsEmpty,
  includes,
  orders,
  type Truth,
  truthOf,
} from "../../../src/proof/domain/truth.js";
import {
  type Abstract,
  abstractOf,
  anything,
  join,
  ofKinds,
  prints,
  toJsons,
  toTexts,
  widened,
} from "../../../src/proof/domain/value.js";
import { casesOf } from "../../../src/proof/formula/cases.js";
import { memberOf } from "../../../src/proof/formula/evaluate.js";
import { settingsOf } from "../../../src/proof/formula/fold.js";
import { transfers } from "../../../src/proof/transfer/index.js";
import { drawsFor, sized } from "../../support/depth.js";
import { matches, mayHold } from "../../support/may-hold.js";
import type { Random } from "../../support/random.js";

const runs = sized(250, 3000);

const texts = [
  "",
  " ",
  "\n",
  "\u00a0",
  "a",
  "plain text",
  'say "hi"',
  "back\\slash",
  "tab\there",
  "line\nline",
  "\r\n",
  "\u0001",
  "<b>&amp; 'x'</b>",
  "&lt;",
  "emoji 😀",
  "é",
  "ÄÖ",
  "ß",
  "42",
  "-3",
  "+5",
  "007",
  "1.50",
  "-2.25",
  "1e5",
  " 12.5 ",
  "\t7",
  "1,299.00",
  "12 USD",
  "Infinity",
  "NaN",
  "9".repeat(320),
  `${"9".repeat(320)}.5`,
  `-${"9".repeat(330)}.25`,
  `${"0".repeat(320)}1.5`,
  "1_000",
  "0x1f",
  "now",
  "today",
  "Now",
  "2023-12-06",
  "2023-12-06T19:20:45+01:00",
  "December 6, 2023",
  "1701886845",
  "1701886845000",
  "99999999999:10",
  "America/New_York",
  "Eastern Time (US & Canada)",
  "true",
  "false",
  "nil",
  "{}",
  "[1, 2]",
  '{"a": "b"}',
  '{"a"=>"b"}',
  "null",
  '"',
  "\\",
  "\\u0041",
  "a,b,,c",
  ",",
  "{{ x }}",
  "%s",
  "%Y-%m-%d",
  "%d %B %Y, %H:%M",
  "%",
  "%n",
  "%%",
  "https://x.example/?a=b&c=d e",
  "%zz",
  "a+b%26",
  "YWJj",
  "YT8-",
  "====",
  "x".repeat(60),
  '"'.repeat(60),
  "\u2028",
];

function value(random: Random, depth = 2): Value {
  const kind = random.below(depth > 0 ? 14 : 11);
  if (kind < 5) return random.chance(0.8) ? random.pick(texts) : random.pick(texts) + random.pick(texts);
  if (kind === 5) return null;
  if (kind === 6) return random.chance(0.5);
  if (kind === 7) return random.pick([0, 1, -1, 2, 3, 7, 10, 50, 1701886845, -5]);
  if (kind === 8) return random.pick([10n ** 30n, -(10n ** 20n), 2n ** 63n]);
  if (kind === 9) return new RubyFloat(random.pick([0.5, -0.25, 1e300, -1e300, 1e20, 3, 0, 1e-7, 12.5]));
  if (kind === 10) return RubyTime.fromMilliseconds(random.pick([0, 1_701_886_845_123, -1e12, 5e12]));
  if (kind === 11) {
    const names = ["a", "b", "title", "x y"];
    return new Map(
      Array.from({ length: random.below(3) }, () => [random.pick(names), value(random, depth - 1)] as const),
    );
  }
  return Array.from({ length: random.below(4) }, () => value(random, depth - 1));
}

/** A set that holds the value: itself, or wider in one way or another. */
function around(random: Random, one: Value): Abstract {
  const exact = abstractOf(one);
  switch (random.below(6)) {
    case 0:
      return exact;
    case 1:
      return join(exact, abstractOf(value(random)));
    case 2:
      return join(exact, abstractOf(value(random)), abstractOf(value(random)));
    case 3:
      return ofKinds(exact.kinds);
    case 4:
      return widened(exact);
    default:
      return anything;
  }
}

const told = (values: readonly Value[]) => values.map((one) => inspect(one).slice(0, 80)).join(" | ");
const shown = (set: Abstract) => JSON.stringify(set).slice(0, 200);
const moment = RubyTime.fromMilliseconds(1_701_886_845_000);
const inTexts = (set: Text, text: string) => set.some((rope) => matches(rope, text));

function argumentsFor(random: Random, filter: FilterDefinition): Value[] {
  const count = filter.parameters.filter((one) => !one.optional || random.chance(0.6)).length;
  return Array.from({ length: count }, () =>
    random.chance(0.4)
      ? random.pick<Value>([0, 1, 2, -1, 5, "", ",", "a", "%Y-%m-%d", "%s", "title", "America/New_York"])
      : value(random),
  );
}

test("only one of several occurrences is replaced", () => {
  for (const name of ["replace_first", "replace_last"]) {
    const filter = filters.get(name)!;
    const result = applyFilter(filter, "0-0-0", ["0", "x"], { now: moment });
    const { value: given } = transfers[filter.name](abstractOf("0-0-0"), [
      abstractOf("0"),
      ofKinds(abstractOf("x").kinds),
    ]);
    expect(mayHold(given, result)).toBe(true);
  }
});

describe("a filter's result lies in what its transfer function gives", () => {
  test.each([...filters.values()].map((filter) => [filter.name, filter] as const))("%s", (_name, filter) => {
    const random = drawsFor(11);
    const settings = settingsOf(filter);
    for (let run = 0; run < runs; run++) {
      const input = value(random);
      const args = argumentsFor(random, filter);
      const sets = [input, ...args].map((one) => around(random, one));
      const outcome = transfers[filter.name](sets[0]!, sets.slice(1));
      const assume = random.pick(settings);
      let result: Value;
      try {
        result = applyFilter(filter, input, args, { now: moment, assume });
      } catch (error) {
        if (error instanceof LimitReached) continue;
        if (!(error instanceof LiquidError)) throw error;
        if (!outcome.fails)
          throw new Error(`${filter.name} raises: ${told([input, ...args])}: ${error.message}`);
        continue;
      }
      if (!mayHold(outcome.value, result))
        throw new Error(
          `${told([input, ...args])} gives ${told([result])}, not in ${shown(outcome.value)} of ${sets.map(shown)}`,
        );
    }
  });
});

/** The cases of the proof that hold a value. */
const casesAround = (one: Value) =>
  casesOf(ofKinds(abstractOf(one).kinds))
    .map(({ value: set }) => set)
    .filter((set) => mayHold(set, one));

test("every value that data may hold is in a case of the proof, and filters keep to it there", () => {
  const random = drawsFor(11);
  for (let run = 0; run < runs * 10; run++) {
    const one = value(random);
    const sets = casesAround(one);
    if (sets.length === 0) throw new Error(`${told([one])} is in no case`);
    for (const name of [
      "plus",
      "strip",
      "round",
      "append",
      "json_escape",
      "default",
      "date",
      "slice",
      "downcase",
    ]) {
      const filter = filters.get(name)!;
      const args =
        name === "plus" || name === "slice" ? [0] : name === "append" ? [""] : name === "date" ? ["%s"] : [];
      let result: Value;
      try {
        result = applyFilter(filter, one, args, { now: moment });
      } catch (error) {
        if (!(error instanceof LiquidError)) throw error;
        if (sets.every((set) => transfers[filter.name](set, args.map(abstractOf)).fails)) continue;
        throw new Error(`${name} raises: ${told([one])}`);
      }
      // Where cases overlap in shape, the value is in one of them by what it is.
      const within = sets.some((set) =>
        mayHold(transfers[filter.name](set, args.map(abstractOf)).value, result),
      );
      if (!within)
        throw new Error(
          `${name} of ${told([one])} gives ${told([result])}, in no case of ${sets.map(shown)}`,
        );
    }
  }
});

describe("what is said of sets holds for their values", () => {
  const each = (check: (one: Value, set: Abstract, other: Value, otherSet: Abstract) => void) => {
    const random = drawsFor(11);
    for (let run = 0; run < runs * 20; run++) {
      const [one, other] = [value(random), random.chance(0.3) ? random.pick(texts) : value(random)];
      check(one, around(random, one), other, around(random, other));
    }
  };

  test("what an output writes, as inspected and as JSON", () => {
    each((one, set) => {
      for (const setting of ["inspect", "json"] as const) {
        const written = printRaw(one, { "raw-hash": setting });
        if (!inTexts(prints(set), written))
          throw new Error(`${told([one])} writes ${written}, not in ${shown(set)}`);
      }
    });
  });

  test("what a text filter reads", () => {
    each((one, set) => {
      if (!inTexts(toTexts(set), toText(one))) throw new Error(`${told([one])} is not in ${shown(set)}`);
    });
  });

  test("what JSON is written", () => {
    each((one, set) => {
      for (const html of [true, false]) {
        const json = asJsonText(one, html);
        if (!inTexts(toJsons(set), json)) throw new Error(`${told([one])} is ${json}, not in ${shown(set)}`);
      }
    });
  });

  test("wide texts hold every text of the narrow ones", () => {
    each((one, set) => {
      if (typeof one === "string") expect(inTexts(widen(set.text), one) && inTexts(anyText, one)).toBe(true);
    });
  });

  test("what a member is", () => {
    each((one, set, other) => {
      const plain = typeof other === "string" ? other : "id";
      for (const key of ["first", "last", "size", "a", "title", plain]) {
        const member = lookup(one, key, true);
        if (!mayHold(memberOf(set, key), member))
          throw new Error(`${told([one])}.${key} is ${told([member])}, not in ${shown(memberOf(set, key))}`);
      }
      for (const index of [0, 1, -1]) {
        const item = lookup(one, index, false);
        if (!mayHold(memberOf(set, `[${index}]`), item))
          throw new Error(`${told([one])}[${index}] is ${told([item])}`);
      }
    });
  });

  const comparisons: [string, (a: Value, b: Value) => boolean, (a: Abstract, b: Abstract) => Truth][] = [
    ["==", equal, equals],
    ["contains", contains, includes],
    ...(["<", "<=", ">", ">="] as const).map(
      (order) =>
        [
          order,
          (a: Value, b: Value) => compare(order, a, b),
          (a: Abstract, b: Abstract) => orders(order, a, b),
        ] as [string, (a: Value, b: Value) => boolean, (a: Abstract, b: Abstract) => Truth],
    ),
    ["== blank", isBlank, equalsBlank],
    ["== empty", isEmpty, equalsEmpty],
    ["truth", isTruthy, truthOf],
  ];
  test.each(comparisons)("%s", (_name, concrete, abstract) => {
    each((one, set, other, otherSet) => {
      const truth = abstract(set, otherSet);
      let result: boolean | "fails";
      try {
        result = concrete(one, other);
      } catch (error) {
        if (!(error instanceof LiquidError)) throw error;
        result = "fails";
      }
      const allowed = result === "fails" ? truth.fails : result ? truth.true : truth.false;
      if (!allowed)
        throw new Error(
          `${told([one, other])} is ${result}, not in ${JSON.stringify(truth)} of ${shown(set)} and ${shown(otherSet)}`,
        );
    });
  });
});
