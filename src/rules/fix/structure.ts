import type { Fix } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Template } from "../../liquid/syntax/template.js";
import type { Mendable } from "../rule.js";
import { insert, remove, replace } from "./edits.js";

/** A comment of another language becomes one of Liquid, unless a tag stands in it that runs today. */
export function liquidComment({ start }: Mendable, template: Template): Fix[] {
  const { text } = template.source;
  const rest = text.slice(start);
  const match = /^\/\/[^\r\n]*/.exec(rest) ?? /^\/\*[\s\S]*?\*\//.exec(rest);
  if (!match || match[0].includes("{%")) return [];
  const words = match[0]
    .replace(/^\/[/*]\s*/, "")
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

/** Closes what is open at the end. */
export function closed({ detail }: Mendable, template: Template): Fix[] {
  const brackets = /^[\]}]+(?= is missing$)/.exec(detail ?? "")?.[0];
  if (!brackets) return [];
  const at = template.source.text.trimEnd().length;
  return [{ title: `Write ${brackets} at the end`, edits: [insert(at, brackets)] }];
}

/** Braces round members that stand alone, or a stray character away. */
export function unstrayed(found: Mendable, template: Template): Fix[] {
  const { text } = template.source;
  const char = text.slice(found.start, found.end);
  if (/^[,}\]]$/.test(char)) return [{ title: `Remove ${char}`, edits: [remove(found)] }];
  const first = nodesOf(template.nodes, "text").find(({ value }) => value.trim() !== "");
  if (!first || char !== ":") return [];
  const start = first.start + first.value.search(/\S/);
  const end = text.trimEnd().length;
  const last = text[end - 1] === "," ? [remove({ start: end - 1, end })] : [];
  return [{ title: "Put the members into braces", edits: [insert(start, "{"), ...last, insert(end, "}")] }];
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
export function straightened(found: Mendable, template: Template): Fix[] {
  const word = template.source.text.slice(found.start, found.end);
  const literal = Object.hasOwn(literals, word) ? literals[word] : undefined;
  if (literal !== undefined) return [{ title: `Write ${literal}`, edits: [replace(found, literal)] }];
  const inside = /^['`\u2018-\u201E](.*)['`\u2018-\u201E]$/s.exec(word)?.[1];
  const isName = /^\s*:/.test(template.source.text.slice(found.end));
  const text = inside ?? (isName && /^[A-Za-z_$][\w$-]*$/.test(word) ? word : undefined);
  if (text === undefined || /["\\]/.test(text)) return [];
  return [{ title: "Write straight double quotes", edits: [replace(found, `"${text}"`)] }];
}

/** A line break between quotes, as an escape. */
export function escapedBreak(found: Mendable, template: Template): Fix[] {
  const { text } = template.source;
  const match = /^(\r\n|[\r\n\t])/.exec(text.slice(found.start));
  if (!match) return [];
  const end = found.start + match[0].length;
  return [
    {
      title: "Write it as an escape",
      edits: [replace({ start: found.start, end }, match[0] === "\t" ? "\\t" : "\\n")],
    },
  ];
}

/** A backslash that begins no escape, doubled. */
export function doubledBackslash(found: Mendable, template: Template): Fix[] {
  if (template.source.text[found.start - 1] !== "\\") return [];
  return [{ title: "Double the backslash", edits: [insert(found.start - 1, "\\")] }];
}
