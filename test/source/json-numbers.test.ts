import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonObject, parseJson, readJson, toJson, toOrderedJson } from "../../src/source/json.js";
import { isSameNumber, isWholeNumber, JsonNumber } from "../../src/source/json-number.js";
import { someNumber, withNumbers } from "../../src/source/json-numbers.js";
import { jsonText } from "../../src/source/json-text.js";
import { sized } from "../support/depth.js";

const nodeOf = (text: string) => parseJson({ name: "a.json", text }).root!;

/** A number in any notation that JSON allows. */
const digits = (least: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: least, maxLength: 25 });
const number = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.oneof(
      fc.constant("0"),
      digits(1).map((text) => text.replace(/^0+/, "") || "0"),
    ),
    fc.oneof(
      fc.constant(""),
      digits(1).map((text) => `.${text}`),
    ),
    fc.oneof(
      fc.constant(""),
      fc.constantFrom("e", "E", "e+", "E-").chain((e) => digits(1).map((text) => e + text.slice(0, 4))),
    ),
  )
  .map((parts) => parts.join(""));

/** A JSON text without white space, with its numbers in any notation. */
const document = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    number,
    fc.string().map((text) => JSON.stringify(text)),
    fc.constantFrom("null", "true", "false"),
    tie("list"),
    tie("object"),
  ),
  list: fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
  object: fc
    .uniqueArray(fc.tuple(fc.oneof(number, fc.string(), fc.constant("__proto__")), tie("value")), {
      maxLength: 4,
      selector: ([name]) => name,
    })
    .map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`),
})).value;

const numbersOf = (text: string): string[] => {
  const found: string[] = [];
  someNumber(text, (start, end) => {
    found.push(text.slice(start, end));
    return false;
  });
  return found.sort();
};

describe("numbers come out as they came in", () => {
  test("read and written in members' order, any string comes out as it was", () => {
    fc.assert(
      fc.property(document, (text) => jsonText(toOrderedJson(nodeOf(text))) === text),
      { numRuns: sized(1000, 200000) },
    );
  });

  test("read into plain values, each number is still there", () => {
    fc.assert(
      fc.property(document, (text) => {
        expect(numbersOf(jsonText(readJson(text)))).toEqual(numbersOf(text));
      }),
      { numRuns: sized(1000, 200000) },
    );
  });

  test("both ways of reading give the same", () => {
    fc.assert(
      fc.property(document, (text) => {
        expect(readJson(text)).toEqual(toJson(nodeOf(text)));
      }),
      { numRuns: sized(1000, 200000) },
    );
  });

  test("indented as JavaScript indents", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, 4), (value, indent) => {
        const exact = new JsonNumber("1.0");
        const ours = jsonText({ value, exact }, indent);
        expect(ours).toBe(
          JSON.stringify({ value, exact: "\u0001" }, undefined, indent).replace('"\\u0001"', "1.0"),
        );
      }),
      { numRuns: sized(500, 50000) },
    );
  });
});

test.each([
  "9007199254740993",
  "-9007199254740993",
  "12345678901234567890123",
  "0.1",
  "0.10",
  "1.0",
  "100.00",
  "1e21",
  "1E5",
  "1e-7",
  "-0",
  "-0.0",
  "0",
  "1e400",
  "-1e-400",
  "123456789.123456789",
  "9007199254740991",
  "0.1234567890123456789",
])("%s", (number) => {
  expect(jsonText(readJson(number))).toBe(number);
  expect(jsonText(readJson(`{"a":[{"${number}":${number}}]}`))).toBe(`{"a":[{"${number}":${number}}]}`);
  expect(Number(readJson(number))).toBe(JSON.parse(number));
  expect(JSON.stringify(readJson(number))).toBe(JSON.stringify(JSON.parse(number)));
});

test.each(["1.5", "0", "-1", "9007199254740991", "1e+21", "1e-7", "0.1"])(
  "%s is a plain number",
  (number) => {
    expect(readJson(number)).toBe(Number(number));
  },
);

test.each([
  "",
  "01",
  "+1",
  "1.",
  ".5",
  "-",
  "1e",
  "NaN",
  "Infinity",
  "0x1",
  "1_0",
  "[1.0,]",
  '{"a":1.0',
  "1.0 2",
  "1 2",
])("%j is not JSON", (text) => expect(readJson(text)).toBeUndefined());

test("nested too deeply", () => {
  const nested = (levels: number, inner: string) => "[".repeat(levels) + inner + "]".repeat(levels);
  expect(readJson(nested(500, "1"))).toBeDefined();
  expect(readJson(nested(500, "1.0"))).toBeDefined();
  expect(readJson(nested(501, "1"))).toBeUndefined();
  expect(readJson(nested(501, "1.0"))).toBeUndefined();
});

test("of two equal names the last counts, and __proto__ is a name like any other", () => {
  for (const one of ["1", "1.0"]) {
    const read = readJson(`{"a":2,"a":${one},"__proto__":{"b":${one}}}`);
    expect(jsonText(read)).toBe(`{"a":${one},"__proto__":{"b":${one}}}`);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  }
});

test("a number with its notation is not an object", () => {
  expect(isJsonObject(readJson("1.0"))).toBe(false);
  expect(isJsonObject(readJson("{}"))).toBe(true);
});

test.each([
  [{ a: undefined, b: [undefined] }, '{"b":[null]}'],
  [
    new Map<string, unknown>([
      ["2", 1],
      ["1", new JsonNumber("1.0")],
    ]),
    '{"2":1,"1":1.0}',
  ],

  [10n ** 30n, "1000000000000000000000000000000"],
  [undefined, "null"],
  [Number.NaN, "null"],
])("written as it should be: $1", (value, text) => expect(jsonText(value)).toBe(text));

test("numbers inside strings are none", () => {
  expect(withNumbers('{"1\\"2":[-1.5e3,"3\\\\",4]}', () => "n")).toBe('{"1\\"2":[n,"3\\\\",n]}');
});

test.each([
  ["79", "79.0", true],
  ["79", "7.9e1", true],
  ["1e400", "10e399", true],
  ["0", "-0.000", true],
  ["1e999999999999", "10e999999999998", true],
  ["9007199254740993", "9007199254740992", false],
  ["0.10000000000000001", "0.1", false],
  ["1", "-1", false],
  ["1e400", "1e401", false],
  ["0", "0e999999999999999999999", true],
])("%s and %s", (left, right, same) => expect(isSameNumber(left, right)).toBe(same));

test.each([
  ["3", true],
  ["3.0", true],
  ["3.50", false],
  ["35e-1", false],
  ["1e21", true],
  ["-0", true],
  ["9007199254740993.5", false],
  ["1e-400", false],
])("whether %s is whole", (number, whole) => expect(isWholeNumber(number)).toBe(whole));
