import { type CharSet, chars, digits, unsafe, without } from "./chars.js";
import { gives, type Meaning, text } from "./meaning.js";
import { known, type Rope, ropeChars, ropeMin, union } from "./text.js";
import { anyData, has, infinite, join, Kind, nil, ofKinds, only, toJsons, toTexts } from "./value.js";

/** What JSON escapes may hold when the text holds these characters. */
function escapedSet(set: CharSet): CharSet {
  const needed = set & (unsafe | chars("foreign", "markup"));
  return without(set, chars("control")) | (needed ? chars("backslash", "lower", "lowerHex") | digits : 0);
}

export const jsonEscape: Meaning = (input) =>
  text(
    union(
      has(input, Kind.nil) ? known("null") : [],
      toTexts(input).flatMap((rope): Rope[] => {
        const set = ropeChars(rope);
        const escaped: Rope = [{ kind: "escaped", set: escapedSet(set), min: ropeMin(rope) }];
        if ((set & (unsafe | chars("foreign"))) !== 0) return [escaped];
        // `<`, `>` and `&` may be escaped as well.
        return set & chars("markup") ? [rope, escaped] : [rope];
      }),
    ),
  );

export const asJsonString: Meaning = (input) => text(toJsons(input));
export const jsonParse: Meaning = (input) =>
  has(input, Kind.text)
    ? gives(join(only(input, ~Kind.text), anyData, ofKinds(infinite)), true)
    : gives(input);

export const propertyAccessor: Meaning = (input) => gives(has(input, Kind.hash) ? anyData : nil);
