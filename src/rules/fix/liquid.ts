import type { Fix } from "../../diagnostics/diagnostic.js";
import { nearest } from "../../diagnostics/suggest.js";
import { type FilterDefinition, filters, findFilter } from "../../liquid/filters/index.js";
import { unsupportedFilters } from "../../liquid/filters/unsupported.js";
import type { Template } from "../../liquid/syntax/template.js";
import { own } from "../../source/own.js";
import type { Fixable } from "../rule.js";
import { insert, remove, replace } from "./edits.js";
import { outputAt } from "./places.js";

/** A filter of another engine, by the name that Braze has for it. */
export function brazeFilter(found: Fixable, template: Template): Fix[] {
  const meant = meantFilter(template.source.text.slice(found.start, found.end));
  return meant ? [{ title: `Write ${meant.name}`, edits: [replace(found, meant.name)] }] : [];
}

/** Braze's filter for one of another engine; of misspelt names those that make JSON, since no others keep the data as it is. */
function meantFilter(name: string): FilterDefinition | undefined {
  const small = name.toLowerCase();
  const known = own(unsupportedFilters, name) ?? own(unsupportedFilters, small);
  if (known)
    return known.reason === "elsewhere" && !ofOtherArguments.has(known.alternative)
      ? findFilter(known.alternative)
      : undefined;
  if (findFilter(name)) return undefined;
  if (findFilter(small)?.documented) return findFilter(small);
  const near = findFilter(nearest(name, documented()) ?? "");
  return near?.traits.json === undefined ? undefined : near;
}

/** What takes its place, and not its arguments. */
const ofOtherArguments: ReadonlySet<string> = new Set(["replace", "slice", "concat", "where", "join"]);

const documented = (): string[] =>
  [...filters.values()].filter((one) => one.documented).map((one) => one.name);

/** Every curly quote of the tag or output, straight. */
export function straightQuotes(found: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const from = Math.max(text.lastIndexOf("{{", found.start), text.lastIndexOf("{%", found.start));
  const [end] = /^[^}]*?(?:[%}]\})/.exec(text.slice(found.start)) ?? [];
  if (from < 0 || end === undefined) return [];
  const markup = text.slice(from, found.start + end.length);
  const quote = markup.includes("'") ? '"' : "'";
  const edits = [...markup.matchAll(/[\u2018-\u201E]/g)].map(({ index }) =>
    replace({ start: from + index, end: from + index + 1 }, quote),
  );
  return [{ title: "Write straight quotes", edits }];
}

/** The second brace of an output that ends with one. */
export function secondBrace({ start, end }: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const opener = text.lastIndexOf("{{", start);
  if (opener < 0 || text.slice(start, end) !== "}") return [];
  const isQuoted = /["']/.test(text.slice(opener, start).replace(/"[^"]*"|'[^']*'/g, ""));
  return isQuoted ? [] : [{ title: "Write the second }", edits: [insert(end, "}")] }];
}

/** `{% assign plan = x }`: the end of a tag that has no percent sign, or none at all on its line. */
export function closedTag({ start, end }: Fixable, { source: { text } }: Template): Fix[] {
  if (text.slice(start, end) !== "{%") return [];
  const [line] = /^[^\r\n]*/.exec(text.slice(end))!;
  let depth = 0;
  let at = 0;
  for (; at < line.length && (line[at] !== "}" || depth > 0); at++)
    depth += line[at] === "{" ? 1 : line[at] === "}" ? -1 : 0;
  const inside = line.slice(0, at).replace(/[\s%]+$/, "");
  if (
    depth !== 0 ||
    !/^-?\s*[a-z]/.test(inside) ||
    /\{[%{]/.test(inside.replace(/\{\{[^{}]*(?:\$\{[^{}]*\}[^{}]*)?\}\}/g, ""))
  )
    return [];
  const [braces] = /^\}*/.exec(line.slice(at))!;
  const tail = { start: end + inside.length, end: end + at + braces.length };
  return [{ title: "Write %}", edits: [replace(tail, " %}")] }];
}

/** `{{{ x }}}` as an output between two braces, or as one after a brace of the document. */
export function withTwoBraces({ start, end }: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  if (text.slice(start, end) !== "{{{") return [];
  const output = outputAt(template, { start, end });
  const third = output?.end ?? start;
  const apart = {
    title: "Write a space after the brace",
    fills: true as const,
    edits: [insert(start + 1, " ")],
  };
  if (text[third] !== "}") return [apart];
  const edits = [remove({ start, end: start + 1 }), remove({ start: third, end: third + 1 })];
  return [{ title: "Write two braces", fills: true, edits }, apart];
}

/** `{{ plan = x }}`: an output that was meant to be an `assign`; names may be in braces of their own in it. */
export function assigned({ start }: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const opener = text.lastIndexOf("{{", start);
  if (opener < 0) return [];
  const [line] = /^[^\r\n]*/.exec(text.slice(opener))!;
  const ends = [...line.matchAll(/\}\}(?!\})/g)].slice(0, mostEnds);
  return ends.flatMap(({ index }): Fix[] => {
    const inner = /^\{\{(-?)\s*([A-Za-z_]\w*\s*=(?!=).*?)\s*(-?)$/.exec(line.slice(0, index));
    if (!inner) return [];
    const [, ahead, value, after] = inner;
    const at = { start: opener, end: opener + index + 2 };
    return [{ title: "Make it an assign", edits: [replace(at, `{%${ahead} assign ${value} ${after}%}`)] }];
  });
}

/** Braces that are tried for the end of an output. */
const mostEnds = 3;
