import { LiquidError } from "../liquid-error.js";
import { isArray, type Value } from "../value.js";
import { isTruthy } from "../values/blank.js";
import { charactersOf, lengthOf } from "../values/characters.js";
import { strictCount, strictInteger } from "../values/integer.js";
import { toText } from "../values/print.js";
import { stripHtml } from "../values/strip-html.js";
import { capitalize, downcase, lstrip, rstrip, strip, upcase } from "../values/text.js";
import { brazeFilters, type FilterDefinition, liquidReference, type Parameter } from "./definition.js";
import { refuseHuge } from "./most-characters.js";

type Row = readonly [
  name: string,
  parameters: readonly Parameter[],
  summary: string,
  example: readonly [string, string],
  apply: FilterDefinition["apply"],
  documented?: boolean,
]; // prettier-ignore

const text: Parameter = { name: "text" };

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
    (input) => stripHtml(toText(input)),
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
    (input, [wanted]) => replaceAll(toText(input), toText(wanted!), ""),
  ],
  [
    "remove_first",
    [text],
    "The first occurrence removed.",
    ['{{ "a-a" | remove_first: "a" }}', "-a"],
    (input, [wanted]) => replaceFirst(toText(input), toText(wanted!), ""),
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

/** An empty text stands before, between and behind all characters. */
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

/** Ruby reads escapes in a replacement: `\\0` and `\\&` the match, `` \\` `` what is before it, `\\'` what is behind, `\\\\` a backslash. */
const expand = (put: string, match: string, before: string, after: string): string =>
  put.includes("\\")
    ? put.replace(/\\([0&'`\\]|[1-9]|k<[^>]*>)/g, (_, sign: string) => {
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
        // A text has no named groups, and Ruby says so from inside the engine.
        if (sign.startsWith("k")) throw new LiquidError("internal");
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
  // White space behind the last word counts as one more.
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
