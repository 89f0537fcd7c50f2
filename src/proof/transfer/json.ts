import type { jsonFilters } from "../../liquid/filters/json.js";
import { type CharSet, chars, digits, unsafe, without } from "../domain/chars.js";
import { join, only } from "../domain/join.js";
import { toJsons, toTexts } from "../domain/printed.js";
import { everyText, known, type Rope, ropeChars, ropeMin, union } from "../domain/text.js";
import { gives, type Transfer, text } from "../domain/transfer.js";
import { anyData, has, infinite, Kind, nil, nothing, ofKinds, ofText } from "../domain/value.js";
import { memberOf } from "./arrays.js";

/** What JSON escapes may hold when the text holds these characters. */
function escapedSet(set: CharSet): CharSet {
  const needed = set & (unsafe | chars("foreign", "markup"));
  return (
    without(set, chars("control", "nul")) | (needed ? chars("backslash", "lower", "lowerHex") | digits : 0)
  );
}

const jsonEscape: Transfer = (input) =>
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

const asJsonString: Transfer = (input) => text(toJsons(input));
/** A text of JSON may hold a NUL, escaped. */
const decoded = join(ofText(everyText), anyData, ofKinds(infinite));
const unreadable = known("json_parse could not read the text as JSON");
const jsonParse: Transfer = (input) =>
  has(input, Kind.text) ? gives(join(only(input, ~Kind.text), decoded), unreadable) : gives(input);

const propertyAccessor: Transfer = (input, args) =>
  gives(
    join(has(input, Kind.hash) ? memberOf(input, args) : nothing, has(input, ~Kind.hash) ? nil : nothing),
  );

export const jsonTransfers = {
  json_escape: jsonEscape,
  as_json_string: asJsonString,
  json_parse: jsonParse,
  property_accessor: propertyAccessor,
} satisfies Record<keyof typeof jsonFilters, Transfer>;
