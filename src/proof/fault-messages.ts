import type { FindingKind } from "../diagnostics/diagnostic.js";
import { deepestJson } from "../source/json.js";
import { quoted } from "../source/json-text.js";
import { command } from "./command.js";
import type { Fault, FaultKind } from "./fault.js";
import * as findings from "./findings.js";
import { quoteOfHtml } from "./html-quotes.js";
import { invisibleIn, nameOfInvisible } from "./invisible.js";
import { wraps } from "./wraps.js";

/** How each kind of fault is told: as what, what is wrong, and what fixes it. */
interface FaultMessage {
  readonly finding: FindingKind;
  readonly message: (fault: Fault, source: string) => string;
  readonly fix: string | ((fault: Fault, source: string) => string);
}

const isInfinite = (detail: string | undefined): boolean => /^-?(Infinity|NaN)$/.test(detail ?? "");

const isOtherQuote = (detail: string | undefined): boolean => /^['`\u2018-\u201E]/.test(detail ?? "");

/** What an editor of rich text leaves round a text and in it. */
const pastedMark = /^(?:<$|<\/?(?:p|div|span|br|pre|code|b|i|strong|em)\b|&nbsp;)/i;

/** A tag or an output whose signs are apart. */
const apart = /^%-?\s*[a-z]/;

/** What a word has that no value and no name has, whatever it was to be. */
function oddity(detail: string): { readonly message: string; readonly fix: string } | undefined {
  if (isOtherQuote(detail)) {
    const quotes = detail.startsWith("'") ? "single" : detail.startsWith("`") ? "slanted" : "curly";
    return {
      message: `${quotes} quotes, where JSON has straight double ones`,
      fix: "Write straight double quotes.",
    };
  }
  const [html] = quoteOfHtml.exec(detail) ?? [];
  if (html !== undefined)
    return {
      message: "HTML's notation of a quotation mark, where JSON has the mark itself",
      fix: `It came with text copied from a page: write " for every ${html}.`,
    };
  if (command.test(detail))
    return {
      message: `${shown(detail)} is a command or a request, where the body alone is due`,
      fix: "Paste only the JSON, what follows -d or the empty line; method, URL and headers have fields of their own.",
    };
  if (pastedMark.test(detail))
    return {
      message: `${shown(detail)} is of a web page, and no JSON`,
      fix: "It came with text copied from an editor or a page: delete it.",
    };
  if (/^[uUrR]$/.test(detail))
    return {
      message: `${shown(detail)} before a quote is of Python, and no JSON`,
      fix: "Delete it; json.dumps writes a dict as JSON.",
    };
  const unseen = invisibleIn(detail);
  if (unseen === undefined) return undefined;
  const seen = [...detail].filter((char) => nameOfInvisible(char) === undefined).join("");
  return {
    message: `${nameOfInvisible(unseen)} inside ${shown(seen)}`,
    fix: "It came with copied text and cannot be seen: delete it.",
  };
}

/** Values as other languages write them. */
const wordsOfJson: Readonly<Record<string, string>> = {
  true: "true",
  false: "false",
  null: "null",
  none: "null",
  nil: "null",
  undefined: "null",
  nan: "null",
  infinity: "null",
  "-infinity": "null",
};
const ownValue = (detail: string | undefined): string | undefined =>
  Object.hasOwn(wordsOfJson, (detail ?? "").toLowerCase()) ? wordsOfJson[detail!.toLowerCase()] : undefined;

/** Nothing is between a colon and what follows the value: none was written. */
const isNotWritten = (start: number, source: string): boolean =>
  /^[,}]/.test(source.slice(start, start + 1)) && /:\s*$/.test(source.slice(0, start));

const shown = (text: string | undefined): string => quoted(text ?? "");

export const faultMessages: Readonly<Record<Exclude<FaultKind, "syntax" | "too-complex">, FaultMessage>> = {
  comment: {
    finding: findings.jsonComment,
    message: () => "JSON has no comments: this text is sent as part of the body",
    fix: "Put it between {% comment %} and {% endcomment %}, or remove it.",
  },
  fragment: {
    finding: findings.strayText,
    message: () => "members without braces round them",
    fix: "A body is one JSON document: write { before the first member and } after the last.",
  },
  "missing-quote": {
    finding: findings.missingQuote,
    message: ({ detail }) => `the ${detail === "opening" ? "opening" : "closing"} quote is missing here`,
    fix: 'Every name and every string is written between two straight double quotes: "…".',
  },
  "quote-inside": {
    finding: findings.quoteInText,
    message: () => "a quote inside a string ends it",
    fix: 'Write \\" for a quote inside a string, or a single one.',
  },
  "wrong-bracket": {
    finding: findings.strayText,
    message: ({ detail, start }, source) => `${shown(source[start])} is where ${detail} is expected`,
    fix: "What [ opens, ] closes; what { opens, } closes.",
  },
  "missing-bracket": {
    finding: findings.unclosedJson,
    message: ({ detail }) => `${detail} is missing before this`,
    fix: "What [ opens, ] closes; what { opens, } closes.",
  },
  "wrong-colon": {
    finding: findings.strayText,
    message: ({ detail }) =>
      detail === ':"'
        ? "the colon is inside the quotes of the name"
        : `${shown(detail)} between a name and its value`,
    fix: "Write : between a name and its value.",
  },
  "missing-colon": {
    finding: findings.strayText,
    message: () => "a colon is missing before this",
    fix: "Write : between a name and its value.",
  },
  "second-comma": {
    finding: findings.strayText,
    message: () => "a comma without a member or item before it",
    fix: "There is one comma between two members or items, and none before the first: remove this one.",
  },
  "missing-comma": {
    finding: findings.missingComma,
    message: () => "a comma is missing before this",
    fix: "Write a comma between the members.",
  },
  "trailing-comma": {
    finding: findings.trailingComma,
    message: () => "nothing follows the comma before this",
    fix: "Remove the comma, or write it inside the condition of the member that follows.",
  },
  "missing-value": {
    finding: findings.missingValue,
    message: ({ start }, source) => `a value ${isNotWritten(start, source) ? "is" : "may be"} missing here`,
    fix: ({ start }, source) =>
      isNotWritten(start, source)
        ? "Write the value, or null where there is none."
        : "Put a condition round the member, or give the value a default.",
  },
  "bare-name": {
    finding: findings.bareWord,
    message: ({ detail = "" }) => oddity(detail)?.message ?? `${shown(detail)} is not a member name`,
    fix: ({ detail = "" }) =>
      isOtherQuote(detail)
        ? "A name must be in straight double quotes."
        : (oddity(detail)?.fix ?? "A name must be in straight double quotes."),
  },
  "bare-word": {
    finding: findings.bareWord,
    message: ({ detail = "" }) => oddity(detail)?.message ?? `${shown(detail)} is not a JSON value`,
    fix: ({ detail = "", start, end }, source) =>
      oddity(detail)?.fix ??
      (ownValue(detail) !== undefined
        ? `JSON writes ${ownValue(detail)}.`
        : /^0\d/.test(detail)
          ? "A number has no leading zero; a string needs quotes."
          : /^\d{4}-\d\d-|^\d\d?[:/]\d\d/.test(detail)
            ? "A date or a time is a string: it needs quotes."
            : /^(?:[+.]|-\.|\d)[\w.+-]*$/.test(detail)
              ? "JSON writes numbers as 5, -5, 0.5 or 5e3: no sign + before them, a digit before the point, nothing between the digits, and none in hexadecimal. A string needs quotes."
              : source.slice(0, start).trim() === "" && /^\s*:/.test(source.slice(end))
                ? "This looks like YAML, and a body is JSON: braces round all members, quotes round each name and string."
                : "Text needs quotes; a placeholder needs its value."),
  },
  unclosed: {
    finding: findings.unclosedJson,
    message: ({ detail }) => `the document is not complete at the end${detail ? `: ${detail}` : ""}`,
    fix: ({ detail }) =>
      detail?.startsWith("there is no")
        ? 'Nothing is printed for such a user: print a document in every case, or end the send with {% abort_message("…") %}.'
        : "Close every brace, bracket and quote.",
  },
  stray: {
    finding: findings.strayText,
    message: ({ detail }) =>
      detail === "deep"
        ? `more than ${deepestJson} nested braces and brackets`
        : detail
          ? apart.test(detail)
            ? "a space between { and % makes this text, not a tag"
            : `${nameOfInvisible(detail) ?? shown(detail)} is not allowed here`
          : "this may print text where none is allowed",
    fix: ({ detail, start }, source) =>
      /^\d.*,/.test(detail ?? "")
        ? "A number in JSON has a point and no commas: 1299.00 for 1,299.00, 12.50 for 12,50."
        : detail === "+"
          ? "JSON joins no texts: write both in one string."
          : /\d *$/.test(source.slice(0, start)) && /^[%°€$£\p{L}]/u.test(detail ?? "")
            ? 'A number in JSON has no unit: put both between quotes, as in "50%", or leave the unit out.'
            : /^[\]}]$/.test(detail ?? "")
              ? "Nothing is open that it closes: remove it, or write the bracket that it is to close."
              : pastedMark.test(detail ?? "")
                ? "It came with text copied from an editor or a page: delete it."
                : detail === "```"
                  ? "It came with copied text: delete the lines that begin with ```."
                  : wraps.test(detail ?? "")
                    ? "No quotes belong round a document: delete them."
                    : detail === "\\"
                      ? 'JSON as it is inside a string of another: write " for every \\".'
                      : nameOfInvisible(detail)
                        ? "It came with copied text and cannot be seen: delete it, and type a plain space."
                        : apart.test(detail ?? "")
                          ? "Write {% and %} without spaces in them."
                          : detail === ";"
                            ? "Members and items are separated by commas."
                            : "A body is one JSON document, mostly an object. Only white space is allowed outside the document and between its parts.",
  },
  "line-break": {
    finding: findings.lineBreakInString,
    message: ({ start }, source) => `a ${source[start] === "\t" ? "tab" : "line break"} inside a JSON string`,
    fix: ({ start }, source) =>
      source[start] === "\t" ? "Write \\t, or spaces." : "Close the string on its line, or write \\n.",
  },
  "bad-escape": {
    finding: findings.brokenEscape,
    message: () => "the escape before this is broken",
    fix: "Let json_escape be the last filter, and write a backslash as \\\\.",
  },
  "error-text": {
    finding: findings.liquidErrorBreaksJson,
    message: () => "this may fail, and then prints “Liquid error: …” where it breaks the JSON",
    fix: 'Bring the value to one type first: | append: "" makes any value a string, | plus: 0 a number.',
  },
  "bare-value": {
    finding: findings.bareValue,
    message: ({ detail }) =>
      isInfinite(detail)
        ? `a number in text may be longer than any float, and then this prints ${detail}`
        : "a value without quotes that may be a string or missing",
    fix: ({ detail }) =>
      isInfinite(detail)
        ? "Bound it, as with | at_most: 1000000 | at_least: 0, or write | as_json_string, which makes null of it."
        : "Write | as_json_string for a value of any kind, | plus: 0 with a guard for a number, or quotes and | json_escape for a string.",
  },
  "quoted-json": {
    finding: findings.jsonInString,
    message: () => "JSON inside a JSON string: its quotes end the string",
    fix: "Remove the quotes round it.",
  },
  "cut-escape": {
    finding: findings.brokenEscape,
    message: () => "json_escape is not the last filter: what comes after it may break an escape",
    fix: "Move json_escape to the end of the chain.",
  },
  unescaped: {
    finding: findings.unescapedText,
    message: () => "text inside a JSON string is not escaped",
    fix: "Write | json_escape as its last filter.",
  },
  "error-in-text": {
    finding: findings.liquidErrorReachable,
    message: () => "this may fail, and then the string holds “Liquid error: …”",
    fix: 'Bring the value to one type first: | append: "" makes any value a string, | plus: 0 a number.',
  },
};
