import type { Template } from "../../liquid/syntax/template.js";
import { liquidMarks, replaceEnclosed } from "../../source/enclosed.js";
import type { Range } from "../../source/source.js";

/** Characters ahead of a place in which the text that it is in is looked for. */
const mostAhead = 4000;

/**
 * Whether a place is between the escaped quotes of a text in JSON, or in a query, that is itself a text of the body:
 * `"{\\"plan\\": \\"HERE\\"}"`. There a value is escaped for each of the two.
 */
export function isInNestedText({ start }: Range, { source: { text } }: Template): boolean {
  const ahead = replaceEnclosed(text.slice(Math.max(0, start - mostAhead), start), liquidMarks, () => "");
  const quotes = [...ahead.matchAll(/(?<!\\)(\\?)"/g)];
  const opener = quotes.findLastIndex(([, backslash]) => backslash === "");
  if (opener < 0) return false;
  const inner = quotes.length - 1 - opener;
  const begin = ahead.slice(quotes[opener]!.index + 1);
  return inner % 2 === 1 && /^(?:\s|\\[nrt])*(?:[[{]|(?:query|mutation|subscription)\b)/.test(begin);
}
