import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Assumptions, defaultAssumptions } from "../../../src/liquid/assumptions.js";
import { applyFilter, findFilter } from "../../../src/liquid/filters/index.js";
import { LiquidError } from "../../../src/liquid/liquid-error.js";
import { RubyFloat, RubyTime, type Value } from "../../../src/liquid/value.js";
import { valueOfJson } from "../../../src/liquid/values/from-json.js";
import type { Json } from "../../../src/source/json.js";
import { sized } from "../../support/depth.js";
import { recordedNow } from "../recorded.js";

const apply = (name: string, input: Value, assume: Partial<Assumptions> = {}): Value =>
  applyFilter(findFilter(name)!, input, [], {
    now: recordedNow,
    assume: { ...defaultAssumptions, ...assume },
  });

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
);

describe("json_escape", () => {
  test.each(["plain", "escaped"] as const)(
    "any string is safe between quotes and comes back (html %s)",
    (html) => {
      fc.assert(
        fc.property(anyText, (text) => {
          const escaped = apply("json_escape", text, { "json-escape-html": html }) as string;
          expect(JSON.parse(`"${escaped}"`)).toBe(text);
          expect(escaped).not.toMatch(/[\u0000-\u001f\u2028\u2029]/);
          expect(Buffer.from(escaped, "utf8").toString("utf8")).toBe(escaped);
        }),
        { numRuns: sized(500, 10_000) },
      );
    },
  );

  test("nothing gives nothing, or null where that is assumed", () => {
    expect(apply("json_escape", null)).toBe("");
    expect(apply("json_escape", null, { "json-escape-nil": "null" })).toBe("null");
  });
});

describe("as_json_string", () => {
  test("any JSON value comes back", () => {
    const anyJson = fc
      .jsonValue({ noUnicodeString: false })
      .map((value) => JSON.parse(JSON.stringify(value)) as Json);
    fc.assert(
      fc.property(anyJson, fc.constantFrom("plain", "escaped"), (json, html) => {
        const text = apply("as_json_string", valueOfJson(json), { "as-json-html": html }) as string;
        expect(JSON.parse(text)).toEqual(json);
      }),
      { numRuns: sized(500, 10_000) },
    );
  });

  test.each([
    [new RubyFloat(Number.NaN), "null"],
    [new RubyFloat(Number.POSITIVE_INFINITY), "null"],
    [new RubyFloat(1e20), "1.0e+20"],
    [12345678901234567890n, "12345678901234567890"],
    [new RubyTime(1_622_740_421_250_000_000n, 0, "UTC"), '"2021-06-03T17:13:41.250Z"'],
    [new RubyTime(1_622_740_421_250_000_000n, -18_000, "EST"), '"2021-06-03T12:13:41.250-05:00"'],
    ["<&>\u2028", '"\\u003c\\u0026\\u003e\\u2028"'],
    [null, "null"],
  ] as const)("%o gives %s", (value, text) => {
    expect(apply("as_json_string", value)).toBe(text);
  });
});

describe("json_parse", () => {
  test("undoes as_json_string", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = apply(
          "as_json_string",
          valueOfJson(JSON.parse(JSON.stringify(value)) as Json),
        ) as string;
        expect(apply("as_json_string", apply("json_parse", text))).toBe(text);
      }),
    );
  });

  test.each(["{", "", "[1,]", "nope", "NaN", "{'a':1}", "[".repeat(100_000)])("%.10s is broken", (text) => {
    expect(() => apply("json_parse", text)).toThrow(LiquidError);
    expect(apply("json_parse", text, { "json-parse-error": "nil" })).toBeNull();
  });
});
