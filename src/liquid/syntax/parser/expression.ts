import type { Range } from "../../../source/source.js";
import { findFilter } from "../../filters/index.js";
import { misreadLiquid } from "../../findings.js";
import { isMacro } from "../../macros.js";
import { integer, RubyFloat, type Value } from "../../value.js";
import type {
  Braced,
  Expression,
  Filter,
  Filtered,
  Keyword,
  Literal,
  Lookup,
  PathPart,
  ReferenceRoot,
  Root,
} from "../template.js";
import { checkArguments, checkFilter } from "./check-filter.js";
import { checkQuotes } from "./check-quotes.js";
import { checkDropped, filterFor } from "./dropped.js";
import { checkMember } from "./foreign-members.js";
import {
  checkAhead,
  checkAlternative,
  checkBetween,
  checkBrackets,
  checkLeftOver,
  type Within,
} from "./left-over.js";
import type { Markup } from "./markup.js";
import { attributes, bracedMark, fragment, pattern, referenceMark, space } from "./patterns.js";
import { rangeParts, type Segment, segmentsOf } from "./segments.js";
import { parseStrict, type StrictFilter, type StrictFiltered } from "./strict.js";
import { twoAttributes } from "./two-attributes.js";

export interface FilteredOptions {
  readonly within: Within;
}

const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["", null],
  ["nil", null],
  ["null", null],
  ["true", true],
  ["false", false],
  ["blank", ""],
  ["empty", ""],
]);

/** One word of a markup as a value: Ruby takes anything that is not a literal for a variable, and so never fails here. */
export function parseExpression(markup: Markup, start: number, end: number, depth = 0): Expression {
  const at = markup.trim(start, end);
  const text = markup.text.slice(at.start, at.end);
  const place = markup.place(at.start, at.end);
  if (depth > markup.findings.limits.expression) {
    markup.findings.limit(place, `the expression nests more than ${markup.findings.limits.expression} deep`);
  }
  const first = text[0];
  if ((first === '"' || first === "'") && text.endsWith(first)) {
    // a lone quote is the empty text to Ruby
    return literal(place, text.length > 1 ? markup.slice(at.start + 1, at.end - 1) : "");
  }
  if (/^-?\d+$/.test(text)) return literal(place, integer(BigInt(text)));
  const range = text.endsWith(")") ? rangeParts(text) : undefined;
  if (range) {
    const from = at.start + range.first.start;
    return {
      kind: "range",
      ...place,
      first: parseExpression(markup, from, at.start + range.first.end, depth + 1),
      last: parseExpression(markup, at.start + range.last.start, at.start + range.last.end, depth + 1),
    };
  }
  if (/^-?\d[\d.]+$/.test(text)) return literal(place, new RubyFloat(leadingFloat(text)));
  if (words.has(text)) return literal(place, words.get(text)!);
  return parseLookup(markup, at.start, at.end, depth);
}

const literal = (place: Range, value: Value): Literal => ({ kind: "literal", ...place, value });

const leadingFloat = (text: string): number => Number(/^-?\d+(?:\.\d+)?/.exec(text)![0]);

/** A variable's path, or a Braze name and what follows it. Characters that belong to no segment are skipped, as in Ruby. */
function parseLookup(markup: Markup, start: number, end: number, depth: number): Expression {
  const text = markup.text.slice(start, end);
  const parts = segmentsOf(text, start);
  const place = markup.place(start, end);
  checkDropped(markup, start, end, parts);
  const [first, second] = parts;
  if (!first) return { kind: "lookup", ...place, root: { kind: "variable", text: "", ...place }, path: [] };
  if (first.text[0] === bracedMark) return braced(markup, first, parts.slice(1), depth);
  let root: Root;
  let rest = parts.slice(1);
  if (first.text[0] === referenceMark) root = reference(markup, undefined, first);
  else if (second?.text[0] === referenceMark) {
    root = reference(markup, first, second);
    rest = parts.slice(2);
  } else if (first.text[0] === "[") {
    const name = parseExpression(markup, first.start + 1, first.end - 1, depth + 1);
    root = { kind: "computed", ...markup.place(first.start, first.end), name };
  } else if (markup.text[first.start - 1] === "$" && isMacro(first.text))
    root = { kind: "macro", name: first.text, ...markup.place(first.start - 1, first.end) };
  else root = { kind: "variable", text: first.text, ...markup.place(first.start, first.end) };
  const path = rest.flatMap((part) => pathPart(markup, part, depth));
  return { kind: "lookup", ...place, root, path } satisfies Lookup;
}

function pathPart(markup: Markup, part: Segment, depth: number): PathPart[] {
  const place = markup.place(part.start, part.end);
  if (part.text[0] === referenceMark || part.text[0] === bracedMark) {
    markup.findings.invalid(place, "a Braze name is not allowed inside a path", [
      "assign it to a variable first, and write `list[variable]` or `| property_accessor: variable`",
    ]);
    return [];
  }
  if (part.text[0] !== "[") {
    checkMember(markup, part);
    return [{ kind: "key", text: part.text, ...place }];
  }
  return [
    { kind: "index", ...place, index: parseExpression(markup, part.start + 1, part.end - 1, depth + 1) },
  ];
}

function reference(markup: Markup, namespace: Segment | undefined, mark: Segment): ReferenceRoot {
  const inner = markup.within(markup.constructs.get(mark.start)!);
  const at = inner.trim(0, inner.text.length);
  const text = inner.slice(at.start, at.end);
  const place = inner.place(at.start, at.end);
  const whole = markup.place(namespace?.start ?? mark.start, mark.end);
  if (text === "") markup.findings.error(whole, "there is no name between the braces of `${}`");
  const between = namespace && markup.text.slice(namespace.end, mark.start);
  if (namespace && between === "(" && markup.text[mark.end] === ")") {
    const filter = findFilter(namespace.text) ? namespace.text : filterFor(namespace.text);
    const meant = filter === undefined ? undefined : `\${${text}} | ${filter}`;
    markup.findings.foreign(
      misreadLiquid,
      markup.place(namespace.start, mark.end + 1),
      `\`${namespace.text}()\` is a function of another language: Liquid has filters`,
      [`write \`${meant ?? "value | filter"}\``],
      meant,
    );
  } else if (namespace && between !== ".") {
    const gap = markup.place(namespace.start, mark.end);
    markup.findings.invalid(
      gap,
      `write \`${namespace.text}.\${${text}}\`: a dot and nothing else joins the two`,
    );
  }
  return {
    kind: "reference",
    ...whole,
    namespace: namespace && markup.name(namespace.text, namespace.start, namespace.end),
    name: { kind: "name", text, ...place },
  };
}

/** `{{ … }}` inside a tag or output, and what follows it: Ruby skips the braces, so a path goes on after them. */
function braced(markup: Markup, first: Segment, rest: readonly Segment[], depth: number): Braced | Lookup {
  const construct = markup.constructs.get(first.start)!;
  const value = parseFiltered(markup.within(construct), { within: "braces" });
  const alone: Braced = { kind: "braced", ...markup.placeOf(construct), value };
  const [next, last] = [rest[0], rest.at(-1)];
  if (!next || !last) return alone;
  const dotted = markup.text[next.start - 1] === ".";
  const at = markup.place(next.start - (dotted ? 1 : 0), last.end);
  const inner = value.value;
  if (inner?.kind !== "lookup" || value.filters.length > 0) {
    markup.findings.invalid(at, "a path must be inside the braces: `{{list[0].name}}`");
    return alone;
  }
  const name = markup.slice(construct.inner.start, construct.inner.end).trim();
  const after = markup.slice(next.start - (dotted ? 1 : 0), last.end);
  const meant = dotted || next.text[0] === "[";
  markup.findings.invalid(
    at,
    meant
      ? "a path follows the braces; it is read as if it were inside them"
      : `\`${after}\` after the braces is read as a member of what they hold`,
    [meant ? `write it inside: \`{{${name}${after}}}\`` : "remove it, or join texts by `| append: …`"],
    "warning",
  );
  const path = rest.flatMap((part) => pathPart(markup, part, depth));
  return { ...inner, end: at.end, start: alone.start, path: [...inner.path, ...path] };
}

const valuePattern = pattern(fragment);
const filterSegments = pattern(`(?:${space}+|${fragment}|,)+`, "g");
const filterName = /\w+/;
const argumentPattern = pattern(`(?::|,)${space}*((?:\\w+${space}*:${space}*)?${fragment})`, "g");
const keywordPattern = pattern(`^${attributes}$`);

/** A value and its filters: by the strict grammar where the text is of it, else as Ruby's lax parser reads them. */
export function parseFiltered(markup: Markup, options: FilteredOptions, from = 0): Filtered {
  const before = markup.findings.diagnostics.length;
  const strict = parseStrict(markup.text, from, markup.findings.limits.expression);
  // after a quote that nothing closes, every word may be part of a text
  const misquoted = !strict && checkQuotes(markup, from, markup.text.length);
  // What else is odd then, a quote has made so.
  if (misquoted) markup.findings.commentDepth++;
  const filtered = strict ? fromStrict(markup, strict, from) : parseLax(markup, options, from, misquoted);
  if (misquoted) markup.findings.commentDepth--;
  if (misquoted) return filtered;
  // What is left out may be an argument.
  const isWhole = markup.findings.diagnostics.length === before;
  for (const [index, filter] of filtered.filters.entries()) {
    // What follows `||` has been reported.
    if (followsAlternative(markup.findings.source.text, filter.start)) break;
    if (filtered.value) checkFilter(markup.findings, filter, filtered.value, index === 0);
    if (isWhole) checkArguments(markup.findings, filter);
  }
  twoAttributes(markup.findings, filtered, options.within);
  return filtered;
}

/** Whether `||` is right before a place, with nothing but white space and a quote between them. */
function followsAlternative(text: string, place: number): boolean {
  let at = place;
  if (/["']/.test(text[at - 1] ?? "")) at--;
  while (/\s/.test(text[at - 1] ?? "")) at--;
  return at >= 2 && text.startsWith("||", at - 2);
}

function fromStrict(markup: Markup, { value, filters }: StrictFiltered, from: number): Filtered {
  const whole = markup.trim(from, markup.text.length);
  return {
    kind: "filtered",
    ...markup.place(whole.start, whole.end),
    value: value && expressionOf(markup, value),
    filters: filters.map((filter) => filterOf(markup, filter)),
  };
}

function filterOf(markup: Markup, { start, end, name, arguments: given }: StrictFilter): Filter {
  const text = markup.slice(name.start, name.end);
  const args: Expression[] = [];
  const keywords: Keyword[] = [];
  for (const { keyword, value } of given) {
    const expression = expressionOf(markup, value);
    if (!keyword) args.push(expression);
    else {
      const key = markup.name(markup.slice(keyword.start, keyword.end), keyword.start, keyword.end);
      keywords.push({
        kind: "keyword",
        start: key.start,
        end: expression.end,
        name: key,
        value: expression,
      });
    }
  }
  // After an argument in braces the white space is read with it.
  const whole = markup.trim(start, end);
  return {
    kind: "filter",
    ...markup.place(start, whole.end),
    name: markup.name(text, name.start, name.end),
    definition: findFilter(text),
    arguments: args,
    keywords,
  };
}

/** Ruby puts the tokens of an expression together without the white space between them, and reads the result. */
function expressionOf(markup: Markup, tokens: readonly Range[]): Expression {
  const [first, last] = [tokens[0]!, tokens.at(-1)!];
  if (tokens.every((one, index) => index === 0 || tokens[index - 1]!.end === one.start)) {
    return parseExpression(markup, first.start, last.end);
  }
  const picked = markup.pick(tokens);
  return parseExpression(picked, 0, picked.text.length);
}

/** The first word is the value, and what fits nowhere is left out. */
function parseLax(markup: Markup, options: FilteredOptions, from: number, misquoted: boolean): Filtered {
  const { text } = markup;
  const whole = markup.trim(from, text.length);
  const place = markup.place(whole.start, whole.end);
  const rest = text.slice(from);
  const found = valuePattern.exec(rest);
  if (!found) {
    if (whole.end > whole.start && !misquoted) {
      markup.findings.warn(
        place,
        `\`${markup.slice(whole.start, whole.end)}\` is not a value, so nothing is printed`,
      );
    }
    return { kind: "filtered", ...place, value: undefined, filters: [] };
  }
  const [start, end] = [from + found.index, from + found.index + found[0].length];
  const value = parseExpression(markup, start, end);
  const bar = text.indexOf("|", end);
  if (!misquoted) {
    checkBrackets(markup, start, end);
    checkAhead(markup, from, start);
    checkLeftOver(markup, { start, end }, bar < 0 ? text.length : bar, options.within);
  }
  if (bar < 0) return { kind: "filtered", ...place, value, filters: [] };
  // What else is odd in it is the other language's, too.
  const isForeign = checkAlternative(markup, bar, misquoted);
  if (isForeign) markup.findings.commentDepth++;
  const filters = parseFilters(markup, bar + 1);
  if (isForeign) markup.findings.commentDepth--;
  return { kind: "filtered", ...place, value, filters };
}

function parseFilters(markup: Markup, from: number): Filter[] {
  const filters: Filter[] = [];
  for (const found of markup.text.slice(from).matchAll(filterSegments)) {
    const text = found[0];
    const start = from + found.index;
    const name = filterName.exec(text);
    if (!name) {
      const at = markup.trim(start, start + text.length);
      if (at.end > at.start) markup.findings.warn(markup.place(at.start, at.end), "there is no filter here");
      continue;
    }
    filters.push(parseFilter(markup, start, text, name));
  }
  return filters;
}

function parseFilter(markup: Markup, start: number, text: string, found: RegExpExecArray): Filter {
  const nameStart = start + found.index;
  const nameEnd = nameStart + found[0].length;
  const args: Expression[] = [];
  const keywords: Keyword[] = [];
  let read = found.index + found[0].length;
  for (const argument of text.matchAll(argumentPattern)) {
    checkBetween(markup, start + read, start + argument.index);
    const [from, to] = argument.indices![1]!;
    read = to;
    const keyword = keywordPattern.exec(text.slice(from, to));
    if (!keyword) {
      args.push(parseExpression(markup, start + from, start + to));
      continue;
    }
    const [, name, value] = keyword.indices!;
    const base = start + from;
    keywords.push({
      kind: "keyword",
      ...markup.place(base, start + to),
      name: markup.name(keyword[1]!, base + name![0], base + name![1]),
      value: parseExpression(markup, base + value![0], base + value![1]),
    });
  }
  checkBetween(markup, start + read, start + text.length);
  const end = markup.trim(start, start + text.length).end;
  return {
    kind: "filter",
    ...markup.place(nameStart, Math.max(nameEnd, end)),
    name: markup.name(found[0], nameStart, nameEnd),
    definition: findFilter(found[0]),
    arguments: args,
    keywords,
  };
}
