import type { Fix } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Template } from "../../liquid/syntax/template.js";
import { quoteOfHtml } from "../../proof/html-quotes.js";
import { invisible } from "../../proof/invisible.js";
import { wraps } from "../../proof/wraps.js";
import { liquidMarks, replaceEnclosed } from "../../source/enclosed.js";
import type { Range } from "../../source/source.js";
import type { Fixable } from "../rule.js";
import { commaInsideMembers, commaVariableAround } from "./commas.js";
import { type Edit, insert, remove, replace } from "./edits.js";
import { closedByIndentation } from "./indentation.js";
import { isText, outputAt, placedNodes, printsDocument } from "./places.js";
import { isOtherQuote, straightQuotesAt, unescapedWhole, withoutHtmlQuotes } from "./quoting.js";

/** A comment of another language becomes one of Liquid, unless it contains a tag that runs today. */
export function liquidComment({ start }: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const match = /^(?:(?:\/\/|#)[^\r\n]*|\/\*[\s\S]*?\*\/)/.exec(text.slice(start));
  if (!match || match[0].includes("{%")) return [];
  const words = match[0]
    .replace(/^(?:\/[/*]|#)\s*/, "")
    .replace(/\s*\*\/$/, "")
    .trimEnd();
  const end = start + match[0].trimEnd().length;
  return [
    {
      title: "Make it a comment of Liquid",
      edits: [replace({ start, end }, `{% comment %} ${words} {% endcomment %}`)],
    },
  ];
}

/** Closes what is open at the end, or ahead of a bracket that closes something else. */
export function closed({ start, detail }: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  if (detail === "}" || detail === "]") {
    const at = text.slice(0, start).trimEnd().length;
    return [{ title: `Write ${detail}`, edits: [insert(at, detail)] }];
  }
  return [...closedAtEnd(detail, template), ...closedInBranch(detail, template)];
}

/** What one branch leaves open, at its end. */
function closedInBranch(detail: string | undefined, template: Template): Fix[] {
  const [, brackets] = /^([\]}]+) is missing$/.exec(detail ?? "") ?? [];
  if (brackets === undefined) return [];
  const bodies = nodesOf(template.nodes, "branch", "when").map(({ body }) => body);
  return bodies.slice(0, mostBranches).flatMap(({ nodes }) => {
    const last = nodes.at(-1);
    if (!last) return [];
    const at = isText(last) ? last.start + last.value.trimEnd().length : last.end;
    return [{ title: `Write ${brackets} at the end of the branch`, edits: [insert(at, brackets)] }];
  });
}

/** Branches that are tried for a bracket. */
const mostBranches = 8;

function closedAtEnd(detail: string | undefined, template: Template): Fix[] {
  const { text } = template.source;
  const [, quote = "", brackets = ""] = /^("?)([\]}]*) is missing$/.exec(detail ?? "") ?? [];
  if (quote === "" && brackets === "") return [];
  const end = text.trimEnd().length;
  if (quote === "") {
    const title = `Write ${brackets} at the end`;
    const plain = { title, edits: [insert(end, brackets)] };
    // After the last comma nothing follows.
    return [
      ...closedByIndentation(text, brackets),
      ...(text[end - 1] === "," ? [{ title, edits: [replace({ start: end - 1, end }, brackets)] }] : []),
      plain,
    ];
  }
  // The brackets at the end were taken for the text's.
  const last = template.nodes.nodes.at(-1);
  const [tail] = isText(last) ? /[}\]\s]*$/.exec(last.value)! : [""];
  const there = tail.replace(/\s/g, "");
  if (!brackets.startsWith(there)) return [];
  const at = text.slice(0, text.length - tail.length).trimEnd().length;
  const rest = brackets.slice(there.length);
  const edits = [insert(at, quote), ...(rest === "" ? [] : [insert(end, rest)])];
  return [{ title: "Write what is missing at the end", edits }];
}

/** Braces round members that stand alone, the sign that was meant, or a stray character away. */
export function unstrayed(found: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const { start, detail = "" } = found;
  const char = text.slice(start, found.end);
  const colon: Fix = {
    title: "Write the colon",
    edits: [insert(text.slice(0, start).trimEnd().length, ":")],
  };
  if (lacksColon(found, template)) return [colon];
  const instead = (title: string, sign: string): Fix[] => [{ title, edits: [replace(found, sign)] }];
  switch (detail) {
    case "fragment":
      return inBraces(template);
    case "missing-colon":
      return [colon];
    case ':"':
      return instead("Write the colon after the quote", '":');
    case "=":
    case "=>":
      return instead("Write a colon", ":");
    case ";":
      return instead("Write a comma", ",");
  }
  if (/^[{}[\]]$/.test(detail) && /^[{}[\]]$/.test(char) && detail !== char)
    return instead(`Write ${detail}`, detail);
  if (invisible.has(char)) return withoutInvisible(start, text);
  if (detail.startsWith("%")) return withoutSpacesInTags(template);
  if (detail === "```")
    return [{ title: "Remove the code fence", edits: [remove(withItsLine(found, text))] }];
  if (wraps.test(detail)) {
    const last = text.trimEnd().length - 1;
    const rest = last > start && wraps.test(text[last]!) ? [remove({ start: last, end: last + 1 })] : [];
    return [{ title: "Remove the quotes round the document", edits: [remove(found), ...rest] }];
  }
  if (char === "\\" && text[start + 1] === '"') return unescapedWhole(template.source);
  if (char === ",")
    return [
      { title: "Remove ,", edits: [remove(found)] },
      ...commaInsideMembers(found, template),
      ...commaVariableAround(found, template),
    ];
  if (/^\p{L}$/u.test(detail)) return withoutProseAfter(start, text);
  if (/^([}\]]|\.\.\.|\u2026)$/.test(char))
    return [{ title: `Remove ${char}`, edits: [remove(withItsLine(found, text))] }];
  return [];
}

/** Sentences after the document, such as a chat adds to it. */
function withoutProseAfter(start: number, text: string): Fix[] {
  const end = text.trimEnd().length;
  const words = text.slice(start, end);
  if (!/\s/.test(words) || /[{}[\]"]/.test(words)) return [];
  const at = { start: text.slice(0, start).trimEnd().length, end };
  return [{ title: "Remove the text after the document", edits: [remove(at)] }];
}

/** Sentences ahead of the document. */
function withoutProseAhead({ start, end }: Range, text: string): Fix[] {
  const isAhead = text.slice(0, start).trim() === "" && /^\s*(?:```|[{[])/.test(text.slice(end));
  if (!isAhead || !/\p{L}\s+\p{L}/u.test(text.slice(start, end))) return [];
  const at = { start, end: text.length - text.slice(end).trimStart().length };
  return [{ title: "Remove the text before the document", edits: [remove(at)] }];
}

/** Whether an output follows a member's name, with nothing between them. */
export const lacksColon = (found: Fixable, template: Template): boolean =>
  /[{,]\s*"[^"\\{}]*"\s*$/.test(template.source.text.slice(Math.max(0, found.start - 200), found.start)) &&
  outputAt(template, found) !== undefined;

/** `{ % if x % }` as `{% if x %}`, wherever there is one. */
function withoutSpacesInTags(template: Template): Fix[] {
  const { text } = template.source;
  const edits = [...text.matchAll(/\{[^\S\r\n]+(?=%-?\s*[a-z])|%[^\S\r\n]+(?=\})/g)].map(
    ({ 0: sign, index }) => replace({ start: index, end: index + sign.length }, sign[0]!),
  );
  return edits.length > 0 ? [{ title: "Write {% and %} without spaces", edits }] : [];
}

/** What stands alone on its line goes with the line. */
function withItsLine({ start, end }: Range, text: string): Range {
  const [ahead] = /(?:^|\r\n|[\r\n])[^\S\r\n]*$/.exec(text.slice(0, start)) ?? [];
  const [after] = /^[^\S\r\n]*(?:\r\n|[\r\n]|$)/.exec(text.slice(end)) ?? [];
  if (ahead === undefined || after === undefined) return { start, end };
  // The line break ahead of the last line goes, the one at its end stays.
  return end + after.length === text.length
    ? { start: start - ahead.length, end: end + after.replace(/[\r\n]/g, "").length }
    : { start: start - ahead.replace(/[\r\n]/g, "").length, end: end + after.length };
}

/** Every character that cannot be seen, from a place to the end of its line, outside of strings and Liquid. */
function withoutInvisible(start: number, text: string): Fix[] {
  const [line] = /^[^\r\n]*/.exec(text.slice(start))!;
  const edits: Edit[] = [];
  const plain = replaceEnclosed(line, liquidMarks, (markup) => " ".repeat(markup.length));
  // A string that nothing closes goes on to the end of the line, so that it is read once.
  for (const match of plain.matchAll(/"(?:[^"\\]|\\.)*(?:"|$)|([\u00a0\u200b\u2060\ufeff])/g)) {
    if (match[1] === undefined) continue;
    const at = start + match.index;
    edits.push(replace({ start: at, end: at + 1 }, match[1] === "\u00a0" ? " " : ""));
  }
  return [{ title: "Remove what cannot be seen", edits }];
}

function inBraces(template: Template): Fix[] {
  const { text } = template.source;
  const first = template.nodes.nodes.find((node) =>
    isText(node) ? node.value.trim() !== "" : node.kind === "output",
  );
  if (!first) return [];
  const start = isText(first) ? first.start + first.value.search(/\S/) : first.start;
  const end = text.trimEnd().length;
  const close = text[end - 1] === "," ? replace({ start: end - 1, end }, "}") : insert(end, "}");
  const open = insert(start, "{");
  return [
    { title: "Put the members into braces", edits: [open, close] },
    { title: "Write { before the members", edits: [open] },
  ];
}

const literals: Readonly<Record<string, string>> = {
  True: "true",
  TRUE: "true",
  False: "false",
  FALSE: "false",
  None: "null",
  NULL: "null",
  Null: "null",
  nil: "null",
  undefined: "null",
};

/** A name or text in quotes of another kind or in none; a word that another language has for a JSON literal. */
export function straightened(found: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const word = text.slice(found.start, found.end);
  if (outputAt(template, found)) {
    if (printsDocument(found, template)) return [];
    return [{ title: "Put the text into quotes", edits: [insert(found.start, '"'), insert(found.end, '"')] }];
  }
  const prose = withoutProseAhead(found, text);
  if (prose.length > 0) return prose;
  const seen = [...word].filter((char) => !invisible.has(char)).join("");
  if (seen !== word && seen !== "")
    return [{ title: "Delete what cannot be seen", edits: [replace(found, seen)] }];
  if (quoteOfHtml.test(word)) return withoutHtmlQuotes(template);
  if (/^[uUrR]$/.test(word) && /['"]/.test(text[found.end] ?? ""))
    return [{ title: `Remove ${word}`, edits: [remove(found)] }];
  const number = numberOfJson(word);
  if (number !== undefined && /^\s*(?:[,}\]]|$)/.test(text.slice(found.end)))
    return [{ title: `Write ${number}`, edits: [replace(found, number)] }];
  const literal = Object.hasOwn(literals, word) ? literals[word] : undefined;
  if (literal !== undefined) return [{ title: `Write ${literal}`, edits: [replace(found, literal)] }];
  if (isOtherQuote(word[0])) return straightQuotesAt(found.start, template);
  if (isPlainWord(word)) return [{ title: "Put the text into quotes", edits: [replace(found, `"${word}"`)] }];
  if (/^\d{4}-\d\d-\d\d$/.test(word) && /^\s*(?:[,}\]]|$)/.test(text.slice(found.end)))
    return [{ title: "Put the date into quotes", edits: [replace(found, `"${word}"`)] }];
  const isName = /^\s*(?::|=>)/.test(text.slice(found.end));
  if (!isName || !/^(?::?[A-Za-z_$][\w$-]*|\d{1,15})$/.test(word)) return [];
  return [{ title: "Write straight double quotes", edits: [replace(found, `"${word.replace(/^:/, "")}"`)] }];
}

/** `.5`, `+2` and `5.` as JSON writes them. */
function numberOfJson(word: string): string | undefined {
  const [, minus = "", whole = "", rest = ""] = /^(?:\+|(-))?(0|[1-9]\d*)?(\.\d*)?$/.exec(word) ?? [];
  if (whole === "" && !/\d/.test(rest)) return undefined;
  return minus + (whole === "" ? "0" : whole) + (rest === "." ? "" : rest);
}

/** A word that can only be a text: no placeholder, and no truth or number of another language. */
const isPlainWord = (word: string): boolean =>
  /^[A-Za-z]?[a-z]+([_-][a-z0-9]+)*$/.test(word) &&
  !/^(yes|no|on|off|nan|infinity|todo|tbd|xxx*|your|my|value|string|number|placeholder|insert|example)([_-]|$)/i.test(
    word,
  );

/** A line break between quotes, as an escape, and all others up to the end of the string. */
export function escapedBreak(found: Fixable, template: Template): Fix[] {
  const edits: Edit[] = [];
  const nodes = placedNodes(template).filter(({ node }) => isText(node) && node.end > found.start);
  for (const { node } of nodes) {
    if (!isText(node)) continue;
    const from = Math.max(0, found.start - node.start);
    const closing = /(?<!\\)"/.exec(node.value.slice(from));
    const until = closing ? from + closing.index : node.value.length;
    for (const match of node.value.slice(0, until).matchAll(/\r\n|[\r\n\t]/g)) {
      if (match.index < from) continue;
      const start = node.start + match.index;
      edits.push(replace({ start, end: start + match[0].length }, match[0] === "\t" ? "\\t" : "\\n"));
    }
    if (closing) return edits.length > 0 ? [{ title: "Write it as an escape", edits }] : [];
  }
  return [];
}

/** A backslash that begins no escape, doubled. */
export function doubledBackslash(found: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  if (text[found.start - 1] !== "\\") return [];
  // JSON escapes no apostrophe, and nobody means the backslash.
  if (/['`]/.test(text[found.start]!))
    return [{ title: "Remove the backslash", edits: [remove({ start: found.start - 1, end: found.start })] }];
  const path = backslashesOfPath(found.start - 1, text);
  if (path.length > 0)
    return [{ title: "Double the backslashes of the path", edits: path.map((at) => insert(at, "\\")) }];
  return [{ title: "Double the backslash", edits: [insert(found.start - 1, "\\")] }];
}

/** The backslashes of a path of Windows that a place is in: `\\t` in it begins the name of a folder. */
function backslashesOfPath(place: number, text: string): number[] {
  const open = text.lastIndexOf('"', place);
  const [path] = /^"[A-Za-z]:\\[^"\r\n]*/.exec(text.slice(open)) ?? [];
  if (open < 0 || path === undefined || path.includes("\\\\")) return [];
  return [...path.matchAll(/\\/g)].map(({ index }) => open + index);
}
