import { type CharSet, chars, digits, unsafe, without } from "./chars.js";
import { gives, type Meaning, text } from "./meaning.js";
import { type Rope, ropeChars, ropeMin, union } from "./text.js";
import { anyData, has, join, Kind, nil, only, toJsons, toTexts } from "./value.js";

/** What JSON escapes may hold when the text holds these characters. */
function escapedSet(set: CharSet): CharSet {
  const needed = set & unsafe || set & chars("foreign");
  return without(set, chars("control")) | (needed ? chars("backslash", "lower", "lowerHex") | digits : 0);
}

export const jsonEscape: Meaning = (input) =>
  text(
    union(
      toTexts(input).map((rope): Rope => {
        const set = ropeChars(rope);
        if ((set & (unsafe | chars("foreign"))) === 0) return rope;
        return [{ kind: "escaped", set: escapedSet(set), min: ropeMin(rope) }];
      }),
    ),
  );

export const asJsonString: Meaning = (input) => text(toJsons(input));
export const jsonParse: Meaning = (input) =>
  has(input, Kind.text) ? gives(join(only(input, ~Kind.text), anyData), true) : gives(input);

export const propertyAccessor: Meaning = (input) => gives(has(input, Kind.hash) ? anyData : nil);
