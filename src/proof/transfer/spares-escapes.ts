import { chars, digits } from "../domain/chars.js";
import { charsOfAtom, minLength, type Rope, ropeChars, ropeMin } from "../domain/text.js";

/** What JSON escapes are made of, after the backslash and with it. */
const escapeLetters = chars("backslash", "quote", "slash", "lowerHex", "upperHex", "lower") | digits;
const escapeLetter = /^["\\/bfnrtu0-9a-fA-F]/;

/**
 * Whether every occurrence of a text lies outside the escapes of a JSON string: it has no backslash, and begins with what
 * none of them can hold.
 */
export function sparesEscapes(sought: Rope): boolean {
  const [first] = sought;
  if (!first || ropeMin(sought) === 0 || (ropeChars(sought) & chars("backslash")) !== 0) return false;
  return first.kind === "known"
    ? !escapeLetter.test(first.text)
    : minLength(first) > 0 && (charsOfAtom(first) & escapeLetters) === 0;
}
