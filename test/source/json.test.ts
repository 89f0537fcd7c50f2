import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "../../src/source/json.js";
import { sized } from "../support/depth.js";

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
const isRead = (text: string): boolean => parseJson({ name: "a.json", text }).faults.length === 0;

describe("a string without a fault is exactly one that JSON.parse takes", () => {
  const piece = fc.constantFrom(
    ...'{}[]":,10-.e+aEu\\/ \t\n\r\u0000\u0001\u001f\u007f\u0085\u00a0\u2028\u200b\u3000\ufeff\ud800\udc00',
    ..."\\u00e9 \\x true null false // /* */ 1e5 0.5 -0 'a'".split(" "),
  );

  test("random pieces", () => {
    const text = fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, (text) => isRead(text) === isJson(text)),
      { numRuns: sized(2500, 200_000) },
    );
  });

  test("a document with a piece put into it, or in the place of a character", () => {
    const document = fc.json({ maxDepth: 2 });
    fc.assert(
      fc.property(document, fc.nat(), piece, fc.boolean(), (whole, at, piece, instead) => {
        const start = at % (whole.length + 1);
        const text = whole.slice(0, start) + piece + whole.slice(start + Number(instead));
        return isRead(text) === isJson(text);
      }),
      { numRuns: sized(1000, 100_000) },
    );
  });

  test.each([
    ["", false],
    ["\ufeff{}", false],
    ['"\u0001"', false],
    ["[1]\u00a0", false],
    [" [1] ", true],
  ])("%j", (text, read) => {
    expect(isRead(text)).toBe(read);
    expect(isJson(text)).toBe(read);
  });
});

test("a document is read alike, with the same places, by the reader that finds faults", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom("", " ", "\t"), (value, space) => {
      const text = space + JSON.stringify(value, null, space);
      const root = (text: string) => parseJson({ name: "a.json", text }).root;
      expect(root(text)).toEqual(root(`${text} 1`));
    }),
    { numRuns: sized(500, 20_000) },
  );
});
