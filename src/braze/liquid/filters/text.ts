import { LiquidError } from "../liquid-error.js";
import { isArray, isHash, type Value } from "../value.js";
import { wholeNumber } from "../values/input.js";
import { toText } from "../values/print.js";
import { downcase, lstrip, rstrip, strip, upcase } from "../values/text.js";
import { brazeFilters, type FilterDefinition, liquidReference, type Parameter } from "./definition.js";

type Row = readonly [
  name: string,
  parameters: readonly Parameter[],
  summary: string,
  example: readonly [string, string],
  apply: FilterDefinition["apply"],
  documented?: boolean,
]; // prettier-ignore

const text: Parameter = { name: "text" };

/** Ruby counts characters where JavaScript counts UTF-16 units; plain text needs no telling apart. */
const isPlain = (value: string): boolean => /^[\u0000-\ud7ff\ue000-\uffff]*$/.test(value);
const charactersOf = (value: string): string[] => (isPlain(value) ? value.split("") : Array.from(value));

const rows: readonly Row[] = [
  [
    "append",
    [text],
    "Adds a text behind.",
    ['{{ "a" | append: "b" }}', "ab"],
    (input, [other]) => toText(input) + toText(other!),
  ],
  [
    "prepend",
    [text],
    "Adds a text in front.",
    ['{{ "a" | prepend: "b" }}', "ba"],
    (input, [other]) => toText(other!) + toText(input),
  ],
  ["downcase", [], "Small letters.", ['{{ "ABC" | downcase }}', "abc"], (input) => downcase(toText(input))],
  ["upcase", [], "Capital letters.", ['{{ "abc" | upcase }}', "ABC"], (input) => upcase(toText(input))],
  [
    "capitalize",
    [],
    "First letter capital, the others small.",
    ['{{ "hELLO" | capitalize }}', "Hello"],
    (input) => capitalize(toText(input)),
  ],
  [
    "strip",
    [],
    "Without white space at both ends.",
    ['[{{ "  a " | strip }}]', "[a]"],
    (input) => strip(toText(input)),
  ],
  [
    "lstrip",
    [],
    "Without white space in front.",
    ['[{{ " a " | lstrip }}]', "[a ]"],
    (input) => lstrip(toText(input)),
    false,
  ],
  [
    "rstrip",
    [],
    "Without white space behind.",
    ['[{{ " a " | rstrip }}]', "[ a]"],
    (input) => rstrip(toText(input)),
    false,
  ],
  [
    "strip_newlines",
    [],
    "Without line breaks.",
    ['{{ "a" | strip_newlines }}', "a"],
    (input) => toText(input).replace(/\r?\n/g, ""),
  ],
  [
    "newline_to_br",
    [],
    "A <br /> before each line break.",
    ['{{ "a" | newline_to_br }}', "a"],
    (input) => toText(input).replace(/\r?\n/g, "<br />\n"),
  ],
  [
    "strip_html",
    [],
    "Without HTML tags, comments, scripts and styles.",
    ['{{ "<b>a</b>" | strip_html }}', "a"],
    (input) =>
      toText(input)
        .replace(/<script[\s\S]*?<\/script>|<!--[\s\S]*?-->|<style[\s\S]*?<\/style>/g, "")
        .replace(/<[\s\S]*?>/g, ""),
  ],
  [
    "replace",
    [text, { name: "replacement", optional: true }],
    "Every occurrence replaced.",
    ['{{ "a-a" | replace: "a", "b" }}', "b-b"],
    (input, [wanted, put]) => replaceAll(toText(input), toText(wanted!), toText(put ?? null)),
  ],
  [
    "replace_first",
    [text, { name: "replacement", optional: true }],
    "The first occurrence replaced.",
    ['{{ "a-a" | replace_first: "a", "b" }}', "b-a"],
    (input, [wanted, put]) => replaceFirst(toText(input), toText(wanted!), toText(put ?? null)),
  ],
  [
    "replace_last",
    [text, { name: "replacement" }],
    "The last occurrence replaced.",
    ['{{ "a-a" | replace_last: "a", "b" }}', "a-b"],
    (input, [wanted, put]) => replaceLast(toText(input), toText(wanted!), toText(put!)),
    false,
  ],
  [
    "remove",
    [text],
    "Every occurrence removed.",
    ['{{ "a-a" | remove: "a" }}', "-"],
    (input, [wanted]) => toText(input).replaceAll(toText(wanted!), ""),
  ],
  [
    "remove_first",
    [text],
    "The first occurrence removed.",
    ['{{ "a-a" | remove_first: "a" }}', "-a"],
    (input, [wanted]) => toText(input).replace(toText(wanted!), ""),
  ],
  [
    "remove_last",
    [text],
    "The last occurrence removed.",
    ['{{ "a-a" | remove_last: "a" }}', "a-"],
    (input, [wanted]) => replaceLast(toText(input), toText(wanted!), ""),
    false,
  ],
  [
    "split",
    [{ name: "separator" }],
    "An array of the parts between separators; empty ones at the end fall away.",
    ['{{ "a,b" | split: "," | join: "-" }}', "a-b"],
    (input, [separator]) => split(toText(input), toText(separator!)),
  ],
  [
    "slice",
    [{ name: "offset" }, { name: "length", optional: true }],
    "A part of a text or array, one long unless said otherwise.",
    ['{{ "Liquid" | slice: 2, 3 }}', "qui"],
    slice,
  ],
  [
    "truncate",
    [
      { name: "length", optional: true },
      { name: "ending", optional: true },
    ],
    "Cut to a length, the ending included.",
    ['{{ "abcdef" | truncate: 5 }}', "ab..."],
    truncate,
  ],
  [
    "truncatewords",
    [
      { name: "words", optional: true },
      { name: "ending", optional: true },
    ],
    "Cut to a number of words.",
    ['{{ "a b c" | truncatewords: 2 }}', "a b..."],
    truncateWords,
  ],
  [
    "escape",
    [],
    "HTML escapes for <, >, &, and quotes.",
    ['{{ "<b>" | escape }}', "&lt;b&gt;"],
    (input) => (input === null ? null : escapeHtml(toText(input))),
  ],
  [
    "escape_once",
    [],
    "The same, escapes that are there left alone.",
    ['{{ "&lt;<" | escape_once }}', "&lt;&lt;"],
    (input) => toText(input).replace(/["><']|&(?!([a-zA-Z]+|(#\d+));)/g, (char) => htmlEscapes[char]!),
    false,
  ],
]; // prettier-ignore

export const textFilters: readonly FilterDefinition[] = rows.map(
  ([name, parameters, summary, [template, output], apply, documented = true]) => ({
    name,
    group: "text",
    documented,
    parameters,
    summary,
    example: { template, output },
    source: documented ? brazeFilters : `${liquidReference}/filters/${name}/`,
    apply,
  }),
);

/** Ruby's capital of a digraph is its title form (`ǆ` gives `ǅ`), and `ß` gives `Ss`. */
function capitalize(value: string): string {
  const [first = "", ...rest] = Array.from(value);
  const digraph = /^[\u01c4-\u01cc\u01f1-\u01f3]$/.test(first);
  const capital = digraph ? titleDigraph(first) : upcase(first);
  const [head = "", ...tail] = Array.from(capital);
  return head + downcase(tail.join("") + rest.join(""));
}

function titleDigraph(char: string): string {
  const base = [0x01c4, 0x01c7, 0x01ca, 0x01f1].find(
    (start) => char.charCodeAt(0) >= start && char.charCodeAt(0) < start + 3,
  )!;
  return String.fromCharCode(base + 1);
}

/** Ruby reads `\0`, `\&`, `\'` and a backslash before a backslash in a replacement; an empty text is between all characters. */
function replaceAll(value: string, wanted: string, put: string): string {
  if (wanted === "")
    return `${put}${charactersOf(value)
      .map((char) => char + expand(put, "", "", ""))
      .join("")}`;
  if (!put.includes("\\")) return value.replaceAll(wanted, () => put);
  return value.replaceAll(wanted, (match, offset: number) =>
    expand(put, match, value.slice(0, offset), value.slice(offset + match.length)),
  );
}

function replaceFirst(value: string, wanted: string, put: string): string {
  const at = value.indexOf(wanted);
  if (at < 0) return value;
  const [before, after] = [value.slice(0, at), value.slice(at + wanted.length)];
  return before + expand(put, wanted, before, after) + after;
}

function replaceLast(value: string, wanted: string, put: string): string {
  const at = value.lastIndexOf(wanted);
  return at < 0 ? value : value.slice(0, at) + put + value.slice(at + wanted.length);
}

const expand = (put: string, match: string, before: string, after: string): string =>
  put.replace(/\\([0&'`\\]|[1-9])/g, (_, sign: string) => {
    if (sign === "\\") return "\\";
    if (sign === "'") return after;
    if (sign === "`") return before;
    return /[1-9]/.test(sign) ? "" : match;
  });

function split(value: string, separator: string): Value[] {
  let parts: string[];
  if (separator === " ") parts = value.replace(/^[\s\0]+/, "").split(/[\t-\r \0]+/);
  else parts = separator === "" ? charactersOf(value) : value.split(separator);
  let end = parts.length;
  while (end > 0 && parts[end - 1] === "") end--;
  return parts.slice(0, end);
}

function slice(input: Value, [offset, length]: readonly Value[]): Value {
  const from = wholeNumber(offset!);
  const count = length === undefined || length === null || length === false ? 1 : wholeNumber(length);
  const all = isArray(input) ? input : charactersOf(toText(input));
  const start = from < 0 ? all.length + from : from;
  const part = start < 0 || count < 0 ? [] : all.slice(start, start + count);
  return isArray(input) ? part : part.join("");
}

function truncate(input: Value, [length = 50, ending = "..."]: readonly Value[]): Value {
  if (input === null) return null;
  const most = wholeNumber(length);
  const end = toText(ending);
  const all = charactersOf(toText(input));
  if (all.length <= most) return toText(input);
  return all.slice(0, Math.max(0, most - charactersOf(end).length)).join("") + end;
}

function truncateWords(input: Value, [words = 15, ending = "..."]: readonly Value[]): Value {
  if (input === null) return null;
  const most = Math.max(1, wholeNumber(words));
  if (most + 1 >= 2 ** 31) throw new LiquidError(`integer ${most} too big for truncatewords`);
  const value = toText(input);
  const list = value
    .replace(/^[\t-\r \0]+/, "")
    .split(/[\t-\r \0]+/)
    .filter((word) => word !== "");
  return list.length <= most ? value : list.slice(0, most).join(" ") + toText(ending);
}

const htmlEscapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  ">": "&gt;",
  "<": "&lt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (char) => htmlEscapes[char]!);

/** Used where a text or an array may come. */
export const sizeOf = (input: Value): number => {
  if (typeof input === "string") return isPlain(input) ? input.length : charactersOf(input).length;
  if (isArray(input)) return input.length;
  return isHash(input) ? input.size : 0;
};
