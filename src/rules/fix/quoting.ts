import type { Fix } from "../../diagnostics/diagnostic.js";
import type { Template } from "../../liquid/syntax/template.js";
import { quoteOfHtml } from "../../proof/html-quotes.js";
import { lineStartOf, liquidMarks, replaceEnclosed } from "../../source/enclosed.js";
import { countFirst } from "../../source/ordered.js";
import { positionOf, type Range, type Source } from "../../source/source.js";
import type { Fixable } from "../rule.js";
import { type Edit, insert, replace } from "./edits.js";
import { isText, placedNodes } from "./places.js";

/** The quote that a name or a text lacks, where it is missing. */
export function quoted({ start, detail }: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const title = "Write the quote that is missing";
  if (detail === "closing" || text[start] !== '"') return [{ title, edits: [insert(start, '"')] }];
  // The quote at the end is there: the other one goes ahead of the value.
  const at = beginOfValue(template, start);
  return at === undefined ? [] : [{ title, edits: [insert(at, '"')] }];
}

/** Every quotation mark that is in HTML's notation, where its line has none of JSON's; and what else a page has outside of texts. */
export function withoutHtmlQuotes(template: Template): Fix[] {
  const html = new RegExp(`(${quoteOfHtml.source})|&nbsp;|</?(?:br|p|div|span|pre|code)\\b[^<>]*>`, "gi");
  const plain = replaceEnclosed(template.source.text, liquidMarks, (found) => found.replaceAll('"', " "));
  const lines = new Map<number, boolean>();
  const hasQuotes = (offset: number): boolean => {
    const start = lineStartOf(plain, offset);
    const known = lines.get(start) ?? /^[^\r\n]*/.exec(plain.slice(start))![0].includes('"');
    lines.set(start, known);
    return known;
  };
  let isInside = false;
  const edits = placedNodes(template).flatMap(({ node }) =>
    isText(node)
      ? [...node.value.matchAll(html)].flatMap(({ 0: whole, 1: quote, index }) => {
          const start = node.start + index;
          if (hasQuotes(start)) return [];
          if (quote !== undefined) isInside = !isInside;
          else if (isInside) return [];
          const sign = quote !== undefined ? '"' : whole.startsWith("&") ? " " : "";
          return [replace({ start, end: start + whole.length }, sign)];
        })
      : [],
  );
  return edits.length > 0 ? [{ title: "Write quotation marks for HTML's notation", edits }] : [];
}

/** `"said "{{x}}" then"`: the quotes round an output inside a text, as escapes. */
export function escapedRound(output: Range | undefined, { source: { text } }: Template): Fix[] {
  if (!output || text[output.start - 1] !== '"' || text[output.end] !== '"') return [];
  const lineStart = lineStartOf(text, output.start);
  const ahead = replaceEnclosed(text.slice(lineStart, output.start - 1), liquidMarks, (found) =>
    "_".repeat(found.length),
  );
  if (!/(?:[:,[]|^)\s*"[^"]*[^"\s:,[{][^"]*$/.test(ahead)) return [];
  const edits = [output.start - 1, output.end].map((at) => insert(at, "\\"));
  return [{ title: "Escape the quotes", edits }];
}

/** Quotes of a text that are looked at for the one that closes it. */
const mostQuotes = 100;

/** A body as it is inside a string of another: every quote of it with a backslash ahead. */
export function unescapedWhole({ text }: Source): Fix[] {
  if (/(?<!\\)"/.test(text)) return [];
  const edits = [...text.matchAll(/\\(["\\/])|(?:\\r)?\\n/g)].map(({ 0: written, 1: sign, index }) =>
    replace({ start: index, end: index + written.length }, sign ?? "\n"),
  );
  return [{ title: "Take the backslashes away that it has from a string", edits }];
}

/** A quote inside a text, as an escape; and all of its text. */
export function escapedQuote({ start }: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const [line] = /^[^\r\n]*/.exec(text.slice(start))!;
  const plain = replaceEnclosed(line, liquidMarks, (found) => " ".repeat(found.length));
  const quotes = [...plain.matchAll(/(?<!\\)"/g)].slice(0, mostQuotes).map(({ index }) => index);
  // The quote that closes the text is followed by what the document goes on with.
  const closing = quotes.findIndex((at) => /^\s*([,}\]]|$)/.test(plain.slice(at + 1)));
  const inner = closing > 1 ? quotes.slice(0, closing) : [];
  const one: Fix = { title: "Escape the quote", edits: [insert(start, "\\")] };
  return inner.length > 1
    ? [one, { title: "Escape the quotes", edits: inner.map((at) => insert(start + at, "\\")) }]
    : [one];
}

/** Where a value begins that ends at a place: after the colon, comma or bracket ahead of it. */
function beginOfValue(template: Template, end: number): number | undefined {
  const nodes = placedNodes(template);
  let index = nodes.findIndex(({ node }) => isText(node) && node.start <= end && end < node.end);
  for (; index >= 0; index--) {
    const { node } = nodes[index]!;
    if (!isText(node)) continue;
    const text = node.value.slice(0, Math.max(0, end - node.start));
    const [ahead] = /[\s\S]*[:,[]\s*/.exec(text) ?? [];
    if (ahead !== undefined) return node.start + ahead.length;
  }
  return undefined;
}

export const isOtherQuote = (char: string | undefined): boolean => /^['`\u2018-\u201E]$/.test(char ?? "");

/** In the place of a tag, where quotes are looked for. */
const tagSign = "\uE000";

/** A string in quotes of another kind, from its first one on, in straight double ones. */
export function straightQuotesAt(start: number, template: Template): Fix[] {
  const { text } = template.source;
  const [line] = /^[^\r\n]*/.exec(text.slice(start))!;
  // Outputs and tags may contain quotes of their own.
  const plain = replaceEnclosed(line, liquidMarks, (found) =>
    (found.startsWith("{%") ? tagSign : " ").repeat(found.length),
  );
  const own = plain[0] === "'" || plain[0] === "`" ? plain[0] : '[\u2018-\u201E"]';
  // An apostrophe closes nothing: what closes is followed by what the document goes on with.
  const end = new RegExp(`${own}(?=\\s*([,:}\\]${tagSign}]|=>|$))`).exec(plain.slice(1));
  if (!end) return [];
  const length = end.index + 1;
  const edits: Edit[] = [replace({ start, end: start + 1 }, '"')];
  for (const match of plain.slice(1, length).matchAll(/\\'|\\?"/g)) {
    const at = start + 1 + match.index;
    if (match[0] !== '\\"')
      edits.push(replace({ start: at, end: at + match[0].length }, match[0] === '"' ? '\\"' : "'"));
  }
  edits.push(replace({ start: start + length, end: start + length + 1 }, '"'));
  return [{ title: "Write straight double quotes", edits }];
}

/** Whether an output is between quotes, as far as its line tells. */
export function isQuoted({ start }: Range, source: Source): boolean {
  const places = quotesIn(source);
  const before = (end: number) => countFirst(places, (place) => place < end);
  const lineStart = start - (positionOf(source, start).column - 1);
  return (before(start) - before(lineStart)) % 2 === 1;
}

const quotes = new WeakMap<Source, readonly number[]>();

/** The quotation marks outside of Liquid that no backslash is ahead of. */
function quotesIn(source: Source): readonly number[] {
  let places = quotes.get(source);
  if (!places) {
    const plain = replaceEnclosed(source.text, liquidMarks, (found) => " ".repeat(found.length));
    places = Array.from(plain.matchAll(/(?<!\\)"/g), ({ index }) => index);
    quotes.set(source, places);
  }
  return places;
}
