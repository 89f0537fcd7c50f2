import { LiquidError } from "../liquid-error.js";
import { isArray, type Value } from "../value.js";
import { isTruthy } from "../values/blank.js";
import { charactersOf, lengthOf } from "../values/characters.js";
import { strictCount, strictInteger } from "../values/integer.js";
import { toText } from "../values/print.js";
import { stripHtml } from "../values/strip-html.js";
import { capitalize, downcase, lstrip, rstrip, strip, upcase } from "../values/text.js";
import type { Filters, Parameter } from "./definition.js";
import { refuseHuge } from "./most-characters.js";

const text: Parameter = { name: "text" };

export const textFilters = {
  append: {
    parameters: [text],
    summary: "Adds a string at the end.",
    example: { template: '{{ "a" | append: "b" }}', output: "ab" },
    traits: { rescales: true },
    apply: (input, [other]) => toText(input) + toText(other!),
  },
  prepend: {
    parameters: [text],
    summary: "Adds a string in front.",
    example: { template: '{{ "a" | prepend: "b" }}', output: "ba" },
    traits: { rescales: true },
    apply: (input, [other]) => toText(other!) + toText(input),
  },
  downcase: {
    parameters: [],
    summary: "Small letters.",
    example: { template: '{{ "ABC" | downcase }}', output: "abc" },
    apply: (input) => downcase(toText(input)),
  },
  upcase: {
    parameters: [],
    summary: "Capital letters.",
    example: { template: '{{ "abc" | upcase }}', output: "ABC" },
    apply: (input) => upcase(toText(input)),
  },
  capitalize: {
    parameters: [],
    summary: "First letter capital, the others small.",
    example: { template: '{{ "hELLO" | capitalize }}', output: "Hello" },
    apply: (input) => capitalize(toText(input)),
  },
  strip: {
    parameters: [],
    summary: "Without white space at both ends.",
    example: { template: '[{{ "  a " | strip }}]', output: "[a]" },
    apply: (input) => strip(toText(input)),
  },
  lstrip: {
    documented: false,
    parameters: [],
    summary: "Without white space in front.",
    example: { template: '[{{ " a " | lstrip }}]', output: "[a ]" },
    apply: (input) => lstrip(toText(input)),
  },
  rstrip: {
    documented: false,
    parameters: [],
    summary: "Without white space at the end.",
    example: { template: '[{{ " a " | rstrip }}]', output: "[ a]" },
    apply: (input) => rstrip(toText(input)),
  },
  strip_newlines: {
    parameters: [],
    summary: "Without line breaks.",
    example: { template: '{{ "a" | strip_newlines }}', output: "a" },
    apply: (input) => toText(input).replace(/\r?\n/g, ""),
  },
  newline_to_br: {
    parameters: [],
    summary: "A <br /> before each line break.",
    example: { template: '{{ "a" | newline_to_br }}', output: "a" },
    apply: (input) => toText(input).replace(/\r?\n/g, "<br />\n"),
  },
  strip_html: {
    parameters: [],
    summary: "Without HTML tags, comments, scripts and styles.",
    example: { template: '{{ "<b>a</b>" | strip_html }}', output: "a" },
    apply: (input) => stripHtml(toText(input)),
  },
  replace: {
    parameters: [text, { name: "replacement", optional: true }],
    summary: "Every occurrence replaced.",
    example: { template: '{{ "a-a" | replace: "a", "b" }}', output: "b-b" },
    traits: { seeks: true },
    apply: (input, [wanted, put]) => replaceAll(toText(input), toText(wanted!), toText(put ?? null)),
  },
  replace_first: {
    parameters: [text, { name: "replacement", optional: true }],
    summary: "The first occurrence replaced.",
    example: { template: '{{ "a-a" | replace_first: "a", "b" }}', output: "b-a" },
    traits: { seeks: true },
    apply: (input, [wanted, put]) => replaceFirst(toText(input), toText(wanted!), toText(put ?? null)),
  },
  replace_last: {
    documented: false,
    parameters: [text, { name: "replacement" }],
    summary: "The last occurrence replaced.",
    example: { template: '{{ "a-a" | replace_last: "a", "b" }}', output: "a-b" },
    traits: { seeks: true },
    apply: (input, [wanted, put]) => replaceLast(toText(input), toText(wanted!), toText(put!)),
  },
  remove: {
    parameters: [text],
    summary: "Every occurrence removed.",
    example: { template: '{{ "a-a" | remove: "a" }}', output: "-" },
    traits: { seeks: true },
    apply: (input, [wanted]) => replaceAll(toText(input), toText(wanted!), ""),
  },
  remove_first: {
    parameters: [text],
    summary: "The first occurrence removed.",
    example: { template: '{{ "a-a" | remove_first: "a" }}', output: "-a" },
    traits: { seeks: true },
    apply: (input, [wanted]) => replaceFirst(toText(input), toText(wanted!), ""),
  },
  remove_last: {
    documented: false,
    parameters: [text],
    summary: "The last occurrence removed.",
    example: { template: '{{ "a-a" | remove_last: "a" }}', output: "a-" },
    traits: { seeks: true },
    apply: (input, [wanted]) => replaceLast(toText(input), toText(wanted!), ""),
  },
  split: {
    parameters: [{ name: "separator" }],
    summary: "An array of the parts between separators; empty ones at the end fall away.",
    example: { template: '{{ "a,b" | split: "," | join: "-" }}', output: "a-b" },
    traits: { seeks: true },
    apply: (input, [separator]) => split(toText(input), toText(separator!)),
  },
  slice: {
    parameters: [{ name: "offset" }, { name: "length", optional: true }],
    summary: "A part of a string or array, one long unless said otherwise.",
    example: { template: '{{ "Liquid" | slice: 2, 3 }}', output: "qui" },
    apply: slice,
  },
  truncate: {
    parameters: [
      { name: "length", optional: true },
      { name: "ending", optional: true },
    ],
    summary: "Cut to a length, the ending included.",
    example: { template: '{{ "abcdef" | truncate: 5 }}', output: "ab..." },
    apply: truncate,
  },
  truncatewords: {
    parameters: [
      { name: "words", optional: true },
      { name: "ending", optional: true },
    ],
    summary: "Cut to a number of words.",
    example: { template: '{{ "a b c" | truncatewords: 2 }}', output: "a b..." },
    apply: truncateWords,
  },
  escape: {
    parameters: [],
    summary: "HTML escapes for <, >, &, and quotes.",
    example: { template: '{{ "<b>" | escape }}', output: "&lt;b&gt;" },
    traits: { forPeople: "html" },
    apply: (input) => (input === null ? null : escapeHtml(toText(input))),
  },
  escape_once: {
    documented: false,
    parameters: [],
    summary: "The same, escapes that are there left alone.",
    example: { template: '{{ "&lt;<" | escape_once }}', output: "&lt;&lt;" },
    traits: { forPeople: "html" },
    apply: (input) => toText(input).replace(/["><']|&(?!([a-zA-Z]+|(#\d+));)/g, (char) => htmlEscapes[char]!),
  },
} satisfies Filters;

/** An empty text occurs before, between and after all characters. */
function replaceAll(value: string, wanted: string, put: string): string {
  const parts = wanted === "" ? ["", ...charactersOf(value), ""] : value.split(wanted);
  const aware = put.includes("\\");
  const each = put.length + (aware ? value.length : 0);
  refuseHuge(parts.length - 1, each);
  if (!aware) return parts.join(put);
  let [result, at] = ["", 0];
  parts.forEach((part, index) => {
    at += part.length;
    result += part;
    if (index === parts.length - 1) return;
    result += expand(put, wanted, value.slice(0, at), value.slice(at + wanted.length));
    at += wanted.length;
  });
  return result;
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

/**
 * Ruby reads escapes in a replacement: `\\0` and `\\&` the match, `` \\` `` what is before it, `\\'` what is after it, `\\\\` a
 * backslash, `\\1` to `\\9`, `\\+` and `\\k<name>` a group of the pattern, of which a text has none.
 */
const expand = (put: string, match: string, before: string, after: string): string =>
  put.includes("\\")
    ? put.replace(/\\([0&'`\\+]|[1-9]|k<)/g, (_, sign: string) => {
        switch (sign) {
          case "0":
          case "&":
            return match;
          case "\\":
            return "\\";
          case "'":
            return after;
          case "`":
            return before;
        }
        // Ruby fails inside the engine for a name, closed or not; the other groups are empty.
        if (sign === "k<") throw new LiquidError("internal");
        return "";
      })
    : put;

/** Ruby's white space for words; a NUL is none. */
const space = /[\t-\r ]+/;

function split(value: string, separator: string): Value[] {
  let parts: string[];
  if (separator === " ") parts = value.replace(/^[\t-\r ]+/, "").split(space);
  else parts = separator === "" ? charactersOf(value) : value.split(separator);
  let end = parts.length;
  while (end > 0 && parts[end - 1] === "") end--;
  return parts.slice(0, end);
}

function slice(input: Value, [offset = null, length = null]: readonly Value[]): Value {
  // Ruby reads both before it asks whether they are machine words.
  const asked = isTruthy(length) ? strictInteger(length) : 1;
  const [from, count] = [strictInteger(offset), asked].map(strictCount) as [number, number];
  const all = isArray(input) ? input : charactersOf(toText(input));
  const start = from < 0 ? all.length + from : from;
  const part = start < 0 || count < 0 ? [] : all.slice(start, start + count);
  return isArray(input) ? part : part.join("");
}

function truncate(input: Value, [length = 50, ending = "..."]: readonly Value[]): Value {
  if (input === null) return null;
  const most = Number(strictInteger(length));
  const text = toText(input);
  if (text.length <= most) return text;
  const all = charactersOf(text);
  if (all.length <= most) return text;
  const end = toText(ending);
  return all.slice(0, Math.max(0, most - lengthOf(end))).join("") + end;
}

function truncateWords(input: Value, [words = 15, ending = "..."]: readonly Value[]): Value {
  if (input === null) return null;
  const asked = strictInteger(words);
  const most = asked > 0 ? asked : 1;
  if (most >= 2 ** 31 - 1) throw new LiquidError(`integer ${most} too big for truncatewords`);
  const text = toText(input);
  // White space after the last word counts as one more.
  const list = text.replace(/^[\t-\r ]+/, "").split(space);
  return list.length <= most ? text : list.slice(0, Number(most)).join(" ") + toText(ending);
}

const htmlEscapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  ">": "&gt;",
  "<": "&lt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (char) => htmlEscapes[char]!);
