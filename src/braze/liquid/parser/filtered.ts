import type { Range } from "../../../source/source.js";
import { findFilter } from "../filters/index.js";
import type { Expression, Filter, Filtered, Keyword } from "../template.js";
import { checkFilter } from "./check-filter.js";
import { checkQuotes, withoutTexts } from "./check-quotes.js";
import { parseExpression } from "./expression.js";
import type { Markup } from "./markup.js";
import { attributes, fragment, pattern, space } from "./patterns.js";
import { parseStrict, type StrictFilter, type StrictFiltered } from "./strict.js";
import { twoAttributes } from "./two-attributes.js";

export interface FilteredOptions {
  /** Where it stands: decides what Braze says about it. */
  readonly within: "output" | "assign" | "echo" | "braces";
}

const valuePattern = pattern(fragment);
const filterSegments = pattern(`(?:${space}+|${fragment}|,)+`, "g");
const filterName = /\w+/;
const argumentPattern = pattern(`(?::|,)${space}*((?:\\w+${space}*:${space}*)?${fragment})`, "g");
const keywordPattern = pattern(`^${attributes}$`);

/** A value and its filters: by the strict grammar where the text is of it, else as Ruby's lax parser reads them. */
export function parseFiltered(markup: Markup, options: FilteredOptions, from = 0): Filtered {
  const strict = parseStrict(markup.text, from, markup.findings.limits.expression);
  // behind a quote that nothing closes, every word may be part of a text
  const misquoted = !strict && checkQuotes(markup, from, markup.text.length);
  const filtered = strict ? fromStrict(markup, strict, from) : parseLax(markup, options, from, misquoted);
  if (misquoted) return filtered;
  for (const [index, filter] of filtered.filters.entries()) {
    if (filtered.value) checkFilter(markup.findings, filter, filtered.value, index === 0);
  }
  twoAttributes(markup.findings, filtered, options.within);
  return filtered;
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
      const at = markup.place(keyword.start, keyword.end);
      const key = { text: markup.slice(keyword.start, keyword.end), ...at };
      keywords.push({ start: at.start, end: expression.end, name: key, value: expression });
    }
  }
  return {
    kind: "filter",
    ...markup.place(start, end),
    name: { text, ...markup.place(name.start, name.end) },
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
        `\`${markup.slice(whole.start, whole.end)}\` is no value, so nothing is printed`,
      );
    }
    return { kind: "filtered", ...place, value: undefined, filters: [] };
  }
  const [start, end] = [from + found.index, from + found.index + found[0].length];
  const value = parseExpression(markup, start, end);
  const bar = text.indexOf("|", end);
  if (!misquoted) {
    checkBrackets(markup, start, end);
    checkLeftOver(markup, from, start, "before");
    checkLeftOver(markup, end, bar < 0 ? text.length : bar, options.within);
  }
  return { kind: "filtered", ...place, value, filters: bar < 0 ? [] : parseFilters(markup, bar + 1) };
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
      ...markup.place(base, start + to),
      name: { text: keyword[1]!, ...markup.place(base + name![0], base + name![1]) },
      value: parseExpression(markup, base + value![0], base + value![1]),
    });
  }
  checkBetween(markup, start + read, start + text.length);
  const end = markup.trim(start, start + text.length).end;
  return {
    kind: "filter",
    ...markup.place(nameStart, Math.max(nameEnd, end)),
    name: { text: found[0], ...markup.place(nameStart, nameEnd) },
    definition: findFilter(found[0]),
    arguments: args,
    keywords,
  };
}

/** Text among a filter's arguments that Ruby skips. */
function checkBetween(markup: Markup, start: number, end: number): void {
  const at = markup.trim(start, end);
  const text = markup.slice(at.start, at.end);
  if (text === "" || /^[:,]?$/.test(text)) return;
  markup.findings.warn(
    markup.place(at.start, at.end),
    `\`${text}\` is left out: arguments follow a colon and are parted by commas`,
  );
}

/** A filter in brackets ends the value there (`…/personalize/liquid/using_liquid.md`: no filters in array access). */
function checkBrackets(markup: Markup, start: number, end: number): void {
  const text = withoutTexts(markup.text.slice(start, end));
  const opened = text.lastIndexOf("[");
  if (opened < 0 || text.includes("]", opened)) return;
  markup.findings.invalid(
    markup.place(start + opened, start + opened + 1),
    "this bracket is still open where the value ends",
    ["a filter cannot stand in brackets: assign the filtered value first, and write `list[variable]`"],
    "warning",
  );
}

const operator = /^(==|!=|<>|<=|>=|<|>|=|&&|\|\||(?:contains|and|or)(?!\w))/;

/** Text around the value that Ruby skips. */
function checkLeftOver(
  markup: Markup,
  start: number,
  end: number,
  where: FilteredOptions["within"] | "before",
): void {
  const at = markup.trim(start, end);
  if (at.end <= at.start) return;
  const text = markup.slice(at.start, at.end);
  const place = markup.place(at.start, at.end);
  const found = operator.exec(text);
  if (found && where !== "before") {
    markup.findings.invalid(
      markup.place(at.start, at.start + found[0].length),
      `the operator \`${found[0]}\` cannot stand in ${where === "assign" ? "`assign`" : "an output"}`,
      ["operators work in `if`, `elsif` and `unless` only; use these and assign a value in each branch"],
    );
  } else {
    markup.findings.warn(place, `\`${text}\` is left out: only one value can stand here`);
  }
}
