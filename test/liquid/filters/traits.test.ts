import { describe, expect, test } from "vitest";
import { applyFilter, type FilterDefinition, filters } from "../../../src/liquid/filters/index.js";
import { LimitReached } from "../../../src/liquid/limits.js";
import { LiquidError } from "../../../src/liquid/liquid-error.js";
import { RubyTime, type Value } from "../../../src/liquid/value.js";
import { inspect, toText } from "../../../src/liquid/values/print.js";
import { drawsFor, sized } from "../../support/depth.js";
import { randomArguments, randomValue } from "../../support/random-value.js";

const runs = sized(80, 2000);
const now = RubyTime.fromMilliseconds(1_701_886_845_000);
const later = RubyTime.fromMilliseconds(1_801_886_845_000);
const all = [...filters.values()].map((filter) => [filter.name, filter] as const);
const having = (wanted: (filter: FilterDefinition) => unknown) => all.filter(([, filter]) => wanted(filter));

/** What a filter gives, or the message with which it fails. */
function outcome(filter: FilterDefinition, input: Value, args: readonly Value[], at = now): string {
  try {
    return inspect(applyFilter(filter, input, args, { now: at }));
  } catch (error) {
    if (error instanceof LiquidError || error instanceof LimitReached) return `fails: ${error.message}`;
    throw error;
  }
}

describe("a filter reads the clock if, and only if, it says so", () => {
  test.each(having(({ traits }) => !traits.clock))("%s does not", (_, filter) => {
    const random = drawsFor(5);
    for (let run = 0; run < runs; run++) {
      const [input, args] = [randomValue(random), randomArguments(random, filter)];
      expect(outcome(filter, input, args)).toBe(outcome(filter, input, args, later));
    }
  });

  test.each(having(({ traits }) => traits.clock))("%s does", (_, filter) => {
    const args = [filter.traits.strftime ? "%s" : "UTC"];
    expect(outcome(filter, "now", args)).not.toBe(outcome(filter, "now", args, later));
  });
});

test.each(having(({ traits }) => traits.strftime))("%s takes a strftime format", (_, filter) => {
  expect(applyFilter(filter, 0, ["%d/%m/%Y"], { now })).toBe("01/01/1970");
});

test.each(having(({ traits }) => traits.digest))("%s is a digest: as long for any string", (_, filter) => {
  const key = filter.parameters.map(() => "key");
  const lengths = ["", "a", "a".repeat(999)].map(
    (text) => toText(applyFilter(filter, text, key, { now })).length,
  );
  expect(new Set(lengths).size).toBe(1);
});

test.each(having(({ traits }) => traits.json))("%s makes JSON of any value", (_, filter) => {
  const random = drawsFor(6);
  for (let run = 0; run < runs * 4; run++) {
    const text = toText(applyFilter(filter, randomValue(random), [], { now }));
    expect(() => JSON.parse(filter.traits.json === "escaped" ? `"${text}"` : text), text).not.toThrow();
  }
});

test.each(having(({ traits }) => traits.member))("%s reads the member that is named", (_, filter) => {
  expect(applyFilter(filter, new Map([["a b", 7]]), ["a b"], { now })).toBe(7);
});

test.each(having(({ traits }) => traits.seeks))("%s never prints what it looks for", (_, filter) => {
  const random = drawsFor(7);
  for (let run = 0; run < runs; run++) {
    const [, ...rest] = randomArguments(random, filter);
    expect(outcome(filter, toText(randomValue(random)), ["\u2603", ...rest])).not.toContain("\u2603");
  }
});

test.each(having(({ traits }) => traits.rescales))(
  "%s makes milliseconds of seconds, or seconds of milliseconds",
  (_, filter) => {
    const argument = filter.group === "number" ? 1000 : "000";
    expect(outcome(filter, 1_701_886_845, [argument])).not.toBe("1701886845");
  },
);

describe("a filter writes for people if, and only if, it says so", () => {
  const readable = (filter: FilterDefinition, input: Value) =>
    outcome(
      filter,
      input,
      filter.parameters.map(() => "x"),
    );

  test.each(having(({ traits }) => traits.forPeople === "html"))("%s writes entities", (_, filter) => {
    expect(readable(filter, "<")).toContain("&lt;");
  });

  test.each(having(({ traits }) => traits.forPeople !== "html"))(
    "%s does not write entities",
    (_, filter) => {
      expect(readable(filter, "<")).not.toContain("&lt;");
    },
  );

  test.each(having(({ traits }) => traits.forPeople === "separated"))("%s parts the digits", (_, filter) => {
    expect(readable(filter, 1234567)).toContain("1,234,567");
  });
});
