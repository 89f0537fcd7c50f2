import { expand } from "brace-expansion";
import { quoted } from "./json-text.js";
import { shortened } from "./shortened.js";

/** What a pattern may be, however few files there are: a config is read in CI, too, where a stranger may have written it. */
export const mostOfPattern = { characters: 1000, alternatives: 200 };

/** `{a,b}.json` is `a.json` and `b.json`; or why a pattern is not tried at all. */
export function expandBraces(
  pattern: string,
): { readonly names: readonly string[] } | { readonly fault: string } {
  const shown = quoted(shortened(pattern, 60));
  if (pattern.length > mostOfPattern.characters)
    return {
      fault: `the pattern ${shown} has ${pattern.length} characters, more than ${mostOfPattern.characters}`,
    };
  if (!pattern.includes("{")) return { names: [pattern] };
  // A backslash is one, and not the beginning of an escape.
  const names = expand(pattern.replaceAll("\\\\", "\\\\\\\\"), { max: mostOfPattern.alternatives + 1 });
  if (names.length > mostOfPattern.alternatives)
    return {
      fault: `the braces of the pattern ${shown} stand for more than ${mostOfPattern.alternatives} names`,
    };
  return { names };
}

export const shorterPatterns = "Write several shorter ones instead.";
