import { describe, expect, test } from "vitest";
import { applyFilter, filters } from "../../../src/liquid/filters/index.js";
import { LimitReached } from "../../../src/liquid/limits.js";
import { LiquidError } from "../../../src/liquid/liquid-error.js";
import { RubyFloat, RubyRange, RubyTime, type Value } from "../../../src/liquid/value.js";
import { asJsonText } from "../../../src/liquid/values/as-json.js";
import { isBlank, isEmpty, isTruthy } from "../../../src/liquid/values/blank.js";
import { compare, contains, equal } from "../../../src/liquid/values/compare.js";
import { lookup } from "../../../src/liquid/values/lookup.js";
import { inspect, toText } from "../../../src/liquid/values/print.js";
import { printRaw } from "../../../src/liquid/values/print-raw.js";
import { abstractOf } from "../../../src/proof/domain/abstract-of.js";
import { join, widened } from "../../../src/proof/domain/join.js";
import { prints, toJsons, toTexts } from "../../../src/proof/domain/printed.js";
import { isNonzero } from "../../../src/proof/domain/range.js";
import { anyText, everyText, type Text, widen } from "../../../src/proof/domain/text.js";
import {
  equals,
  equalsBlank,
  equalsEmpty,
  includes,
  orders,
  type Truth,
  truthOf,
} from "../../../src/proof/domain/truth.js";
import { type AbstractValue, anything, has, Kind, ofKinds } from "../../../src/proof/domain/value.js";
import { casesIn } from "../../../src/proof/terms/cases.js";
import { memberOf } from "../../../src/proof/terms/evaluate.js";
import { settingsOf } from "../../../src/proof/terms/fold.js";
import { arrayTransfers } from "../../../src/proof/transfer/arrays.js";
import { transfers } from "../../../src/proof/transfer/index.js";
import { textTransfers } from "../../../src/proof/transfer/text.js";
import { drawsFor, sized } from "../../support/depth.js";
import { matches, mayHold } from "../../support/may-hold.js";
import type { Random } from "../../support/random.js";
import { oddTexts, randomArguments, randomValue, rareTexts } from "../../support/random-value.js";

const runs = sized(30, 1500);

/** What no data holds, but a template can make. */
const madeValue = (random: Random): Value =>
  random.chance(0.5)
    ? random.pick(rareTexts)
    : random.chance(0.5)
      ? new RubyRange(random.below(4), random.below(6))
      : new RubyFloat(random.pick([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, -0]));

/** A set that holds the value: itself, or wider in one way or another. */
function around(random: Random, one: Value): AbstractValue {
  const exact = abstractOf(one);
  switch (random.below(7)) {
    case 0:
      return exact;
    case 6:
      return { ...everyOf(exact.kinds), nonzero: isNonzero(exact) };
    case 1:
      return join(exact, abstractOf(randomValue(random)));
    case 2:
      return join(exact, abstractOf(randomValue(random)), abstractOf(randomValue(random)));
    case 3:
      return everyOf(exact.kinds);
    case 4:
      return widened(exact);
    default:
      return everyOf(anything.kinds);
  }
}

/** All values of some kinds, such as no data holds among them. */
const everyOf = (kinds: number): AbstractValue =>
  has({ kinds, text: [] }, Kind.text) ? { kinds, text: everyText } : ofKinds(kinds);

const told = (values: readonly Value[]) => values.map((one) => inspect(one).slice(0, 80)).join(" | ");
const shown = (set: AbstractValue) =>
  JSON.stringify(set, (_, one) => (typeof one === "bigint" ? String(one) : one)).slice(0, 200);
const moment = RubyTime.fromMilliseconds(1_701_886_845_000);
const inTexts = (set: Text, text: string) => set.some((rope) => matches(rope, text));

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

test("a bound from below takes the place of minus infinity, however low it is", () => {
  const low = ofKinds(Kind.low);
  for (const input of [low, join(low, abstractOf(7))])
    expect(mayHold(transfers.at_least(input, [ofKinds(Kind.integer)]).value, -5)).toBe(true);
});

describe("a filter's result lies in what its transfer function gives", () => {
  test.each([...filters.values()].map((filter) => [filter.name, filter] as const))("%s", (_name, filter) => {
    const random = drawsFor(11);
    const settings = settingsOf(filter);
    for (let run = 0; run < runs; run++) {
      const input = random.chance(0.1) ? madeValue(random) : randomValue(random);
      const args = randomArguments(random, filter).map((arg) =>
        random.chance(0.1) ? madeValue(random) : arg,
      );
      const sets = [input, ...args].map((one) => around(random, one));
      const outcome = transfers[filter.name](sets[0]!, sets.slice(1));
      const assume = random.pick(settings);
      let result: Value;
      try {
        result = applyFilter(filter, input, args, { now: moment, assume });
      } catch (error) {
        if (error instanceof LimitReached) continue;
        if (!(error instanceof LiquidError)) throw error;
        if (!outcome.fails || !inTexts(outcome.fails, error.message))
          throw new Error(
            `${told([input, ...args])} fails: ${error.message}, not in ${JSON.stringify(outcome.fails)}`,
          );
        continue;
      }
      if (!mayHold(outcome.value, result))
        throw new Error(
          `${told([input, ...args])} gives ${told([result])}, not in ${shown(outcome.value)} of ${sets.map(shown)}`,
        );
    }
  });
});

/** Most filters are written after these, and what they give has a form of its own. */
const givesForm = ["json_escape", "json_escape", "as_json_string", "date", "plus", "split", "strip"];
const ofText = [
  ...Object.keys(textTransfers),
  ...Object.keys(arrayTransfers),
  "json_escape",
  "default",
  "money",
].map((name) => filters.get(name)!);

test("what a chain of filters gives lies in what their transfer functions give", () => {
  const random = drawsFor(12);
  for (let run = 0; run < sized(300, 60_000); run++) {
    let value = randomValue(random);
    let set = around(random, value);
    const steps = [told([value])];
    const chain = [
      filters.get(random.pick(givesForm))!,
      ...Array.from({ length: 3 }, () => random.pick(ofText)),
    ];
    for (const filter of chain) {
      const args = randomArguments(random, filter).map((arg) =>
        random.chance(0.3) && typeof arg === "string"
          ? random.pick([" ", "n", "u", "\\", "_", "e,", "-!"])
          : arg,
      );
      const sets = args.map((one) => (random.chance(0.6) ? abstractOf(one) : around(random, one)));
      const given = transfers[filter.name](set, sets);
      steps.push(`${filter.name}: ${told(args)}`);
      try {
        value = applyFilter(filter, value, args, { now: moment, assume: random.pick(settingsOf(filter)) });
      } catch (error) {
        if (error instanceof LimitReached || error instanceof LiquidError) break;
        throw error;
      }
      if (!mayHold(given.value, value))
        throw new Error(
          `${steps.join(" | ")} gives ${told([value])}, not in ${shown(given.value)} of ${shown(set)}`,
        );
      set = given.value;
    }
  }
});

test("what a format writes lies in what is foreseen, for any moment and for now", () => {
  const random = drawsFor(13);
  const date = filters.get("date")!;
  const pieces = [..."YmdeHIklMSjyCsLNpPAaBbhzZFTDRXxrcvuwUWVGgn%"];
  for (let run = 0; run < runs * 20; run++) {
    const format = Array.from({ length: 1 + random.below(3) }, () => {
      const flag = random.chance(0.3) ? random.pick(["-", "_", "0", "^", "#"]) : "";
      const width = random.chance(0.1) ? String(random.below(12)) : "";
      return `%${flag}${width}${random.chance(0.05) ? ":z" : random.pick(pieces)}${random.pick(["", "", "-", " ", "T"])}`;
    }).join("");
    const seconds = random.pick([1_000_000_000, 1_700_000_000, 9_900_000_000]) + random.below(80_000_000);
    const now = RubyTime.fromMilliseconds(seconds * 1000 + random.below(1000));
    const input = random.pick<Value>(["now", now, RubyTime.fromMilliseconds(-9e13), seconds]);
    const result = applyFilter(date, input, [format], { now });
    const { value } = transfers.date(random.chance(0.5) ? abstractOf(input) : around(random, input), [
      abstractOf(format),
    ]);
    if (!mayHold(value, result))
      throw new Error(`${told([input, format])} gives ${told([result])}, not in ${shown(value)}`);
  }
});

/** The cases of the proof that hold a value. */
const casesAround = (one: Value) =>
  casesIn(ofKinds(abstractOf(one).kinds))
    .map(({ value: set }) => set)
    .filter((set) => mayHold(set, one));

test("every value that data may hold is in a case of the proof, and filters keep to it there", () => {
  const random = drawsFor(11);
  for (let run = 0; run < runs * 10; run++) {
    const one = randomValue(random);
    const sets = casesAround(one);
    if (sets.length === 0) throw new Error(`${told([one])} is in no case`);
    for (let turn = 0; turn < 9; turn++) {
      const filter = random.pick([...filters.values()]);
      const { name } = filter;
      const args = randomArguments(random, filter);
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
  const each = (check: (one: Value, set: AbstractValue, other: Value, otherSet: AbstractValue) => void) => {
    const random = drawsFor(11);
    for (let run = 0; run < runs * 20; run++) {
      const [one, other] = [
        randomValue(random),
        random.chance(0.3) ? random.pick(oddTexts) : randomValue(random),
      ];
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

  test("what a string filter reads", () => {
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

  test("wide texts hold every string of the narrow ones", () => {
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

  const comparisons: [
    string,
    (a: Value, b: Value) => boolean,
    (a: AbstractValue, b: AbstractValue) => Truth,
  ][] = [
    ["==", equal, equals],
    ["contains", contains, includes],
    ...(["<", "<=", ">", ">="] as const).map(
      (order) =>
        [
          order,
          (a: Value, b: Value) => compare(order, a, b),
          (a: AbstractValue, b: AbstractValue) => orders(order, a, b),
        ] as [string, (a: Value, b: Value) => boolean, (a: AbstractValue, b: AbstractValue) => Truth],
    ),
    ["== blank", isBlank, equalsBlank],
    ["== empty", isEmpty, equalsEmpty],
    ["truth", isTruthy, truthOf],
  ];
  test.each(comparisons)("%s", (_name, concrete, abstract) => {
    each((one, set, other, otherSet) => {
      const truth = abstract(set, otherSet);
      let result: boolean | LiquidError;
      try {
        result = concrete(one, other);
      } catch (error) {
        if (!(error instanceof LiquidError)) throw error;
        result = error;
      }
      const allowed =
        result instanceof LiquidError
          ? truth.fails !== undefined && inTexts(truth.fails, result.message)
          : result
            ? truth.true
            : truth.false;
      if (!allowed)
        throw new Error(
          `${told([one, other])} is ${result}, not in ${JSON.stringify(truth)} of ${shown(set)} and ${shown(otherSet)}`,
        );
    });
  });
});
