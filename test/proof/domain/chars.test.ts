import { describe, expect, test } from "vitest";
import { capitalize, downcase, upcase } from "../../../src/liquid/values/text.js";
import { allChars, anyCase, charsOf, examples, withoutText } from "../../../src/proof/domain/chars.js";

const lastCodePoint = 0x10ffff;

describe("characters that change their case", () => {
  test.each([
    ["downcase", downcase],
    ["upcase", upcase],
    ["capitalize", capitalize],
  ])("%s leaves every character of Unicode within what is foreseen", (_, change) => {
    const wrong: string[] = [];
    for (let code = 0; code <= lastCodePoint; code++) {
      const char = String.fromCodePoint(code);
      const changed = change(char);
      if (changed !== char && (charsOf(changed) & ~anyCase(charsOf(char))) !== 0) wrong.push(char);
    }
    expect(wrong).toEqual([]);
  });
});

test("each ASCII character is in one class, and the example of a class is in it", () => {
  for (let code = 0; code < 128; code++) {
    const set = charsOf(String.fromCharCode(code));
    expect(set, String(code)).toBeGreaterThan(0);
    expect(set & (set - 1), String(code)).toBe(0);
    expect(examples(set).map(charsOf)).toEqual([set]);
  }
});

test("a character is out of a set where it is alone in its class", () => {
  for (let code = 0; code < 128; code++) {
    const char = String.fromCharCode(code);
    const left = withoutText(allChars, char);
    const others = Array.from({ length: 128 }, (_, other) => String.fromCharCode(other)).filter(
      (other) => other !== char,
    );
    expect(charsOf(`${others.join("")}é`) & ~left, char).toBe(0);
  }
  expect(withoutText(allChars, ".")).toBe(allChars & ~charsOf("."));
  expect(withoutText(allChars, '""')).toBe(allChars);
});
