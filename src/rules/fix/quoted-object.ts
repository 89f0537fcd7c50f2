import type { Fix } from "../../diagnostics/diagnostic.js";
import type { Template } from "../../liquid/syntax/template.js";
import { liquidMarks, replaceEnclosed } from "../../source/enclosed.js";
import type { Range } from "../../source/source.js";
import { remove } from "./edits.js";

/** The quotes round an object or a list that ends the string they begin: `"{"a": 1}"`. */
export function withoutQuotes({ start }: Range, template: Template): Fix[] {
  const quotes = quotesRound(start, template.source.text);
  return quotes === undefined ? [] : [{ title: "Remove the quotes", edits: quotes.map(remove) }];
}

export const isInQuotedObject = ({ start }: Range, template: Template): boolean =>
  quotesRound(start, template.source.text) !== undefined;

/** Characters ahead of a place in which the quote is looked for. */
const mostAhead = 200;

/** The two quotes, where a place is in the first member or item of what they are round. */
function quotesRound(place: number, text: string): readonly [Range, Range] | undefined {
  const whole = quotesRoundOutput(place, text);
  if (whole) return whole;
  const from = Math.max(0, place - mostAhead);
  const [ahead] = /[:,[]\s*"\s*[{[]\s*(?:"[^"\n]*)?$/.exec(text.slice(from, place)) ?? [];
  if (ahead === undefined) return undefined;
  const open = place - ahead.length + ahead.indexOf('"');
  const inside = text.slice(open + 1);
  const plain = replaceEnclosed(inside, liquidMarks, (markup) => "_".repeat(markup.length));
  const end = endOfValue(plain);
  if (end === undefined) return undefined;
  const [after] = /^\s*"(?=\s*[,}\]])/.exec(plain.slice(end)) ?? [];
  if (after === undefined) return undefined;
  const close = open + 1 + end + after.length - 1;
  return [
    { start: open, end: open + 1 },
    { start: close, end: close + 1 },
  ];
}

/** An output of a Content Block that alone is between quotes. */
function quotesRoundOutput(place: number, text: string): readonly [Range, Range] | undefined {
  const [output] = /^\{\{-?\s*content_blocks\.\$\{[^{}]*\}[^{}]*\}\}/.exec(text.slice(place)) ?? [];
  if (output === undefined || text[place - 1] !== '"' || text[place + output.length] !== '"')
    return undefined;
  const end = place + output.length;
  return [
    { start: place - 1, end: place },
    { start: end, end: end + 1 },
  ];
}

/** Where the first object or list of a text ends, whatever is in it. */
function endOfValue(text: string): number | undefined {
  let depth = 0;
  for (const { 0: part, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[{}[\]]/g)) {
    if (part === "{" || part === "[") depth++;
    else if (part === "}" || part === "]") depth--;
    if (depth === 0) return index + 1;
  }
  return undefined;
}
