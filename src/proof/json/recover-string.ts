import { lineStartOf } from "../../source/enclosed.js";
import { isMembers, type JsonState } from "./machine.js";
import type { Recovery } from "./recovery.js";

/** What goes wrong inside a string: a line break, a broken escape, or that it should have been closed before. */
export function recoverString(
  state: JsonState,
  kind: "name" | "text",
  text: string,
  offset: number,
): Recovery {
  const char = text[offset]!;
  const at = state.mode.slice(5);
  if (at === "string" || at === "single" || at === "curly") {
    const isBreak = char === "\n" || char === "\r";
    return (
      (isBreak
        ? kind === "name"
          ? unclosedName(state, text, offset)
          : unclosedText(state, text, offset)
        : undefined) ?? {
        kind: "line-break",
        state,
        length: 1,
        detail: char,
      }
    );
  }
  return {
    kind: "bad-escape",
    state: state.in(`${kind}-string`),
    length: char === '"' ? 0 : 1,
    detail: char,
  };
}

/** What a value begins with, up to where an output is; a text goes on with words. */
const value = String.raw`\s*(?:["{[\d\u2018-\u201E-]|(?:true|false|null)\b|$)`;
const quotedName = String.raw`["'\u2018-\u201E][^"'\u2018-\u201E\r\n:]*["'\u2018-\u201E]`;
const halfQuotedName = String.raw`[A-Za-z_$][\w$-]*"`;
const bracketsAlone = String.raw`[}\]][\s,}\]]*(?:[\r\n]\s*["{]|$)`;

/** How the next line goes on where a document does, and not a text: with a member, or with nothing but brackets. */
const documentGoesOn = new RegExp(
  String.raw`^\s*(?:(?:[{[]\s*)*(?:${quotedName}|${halfQuotedName})\s*:${value}|${bracketsAlone})`,
);

/** A member whose name has no quotes; where names have them, it is a line of the text. */
const bareMember = /^\s*[A-Za-z_$][\w$-]*\s*:\s*["{['\d]/;

/** A string that runs into the next member: its quote is missing at the end of its line. */
function unclosedText(state: JsonState, text: string, offset: number): Recovery | undefined {
  const rest = text.slice(offset);
  const line = text.slice(lineStartOf(text, offset), offset);
  // A member where the value of the one before it may be missing.
  const [member] = (isMembers(state) && /^\s*"[A-Za-z_$][\w$-]*(?=\s*:\s*[^"]*$)/.exec(line)) || [];
  if (member !== undefined) {
    const at = offset - line.length + member.length;
    return { kind: "missing-quote", state: state.in("colon"), at, length: 1, resume: at, detail: "closing" };
  }
  const goesOn = documentGoesOn.test(rest) || (bareMember.test(rest) && !/"\s*:/.test(line));
  if (!goesOn) return undefined;
  // Brackets at the end of its line are the document's, where the next one begins with a bracket.
  const [closing] = /^\s*[{[]/.test(rest) ? (/[}\]][\s}\],]*$/.exec(line) ?? []) : [];
  if (closing?.startsWith(isMembers(state) ? "}" : "]")) {
    const at = offset - closing.length;
    return unclosedAt(text, at, at, state.afterValue());
  }
  const [end] = /\s*,?\s*$/.exec(line)!;
  const next = end.includes(",") ? state.in(isMembers(state) ? "name" : "value") : state.afterValue();
  return unclosedAt(text, offset - end.length, offset, next);
}

/** `"name: 1` up to the end of the line: the name ends at the colon. */
function unclosedName(state: JsonState, text: string, offset: number): Recovery | undefined {
  const line = text.slice(Math.max(lineStartOf(text, offset), text.lastIndexOf('"', offset - 1) + 1), offset);
  const colon = line.indexOf(":");
  if (colon < 0) return undefined;
  const at = offset - line.length + colon;
  return { kind: "missing-quote", state: state.in("colon"), at, length: 1, resume: at, detail: "closing" };
}

/** `"a": "x, "b": 1`: the quote that closed the text was to open what is next. */
export function unclosedBefore(state: JsonState, text: string, offset: number): Recovery | undefined {
  const [opened] = /,[^\S\r\n]*"$/.exec(text.slice(0, offset)) ?? [];
  const goesOn = isMembers(state) ? /^[\w$ -]+"\s*:/ : /^[^"\r\n]*"\s*[,\]]/;
  if (opened === undefined || !goesOn.test(text.slice(offset))) return undefined;
  const next = state.in(isMembers(state) ? "name-string" : "text-string");
  return unclosedAt(text, offset - opened.length, offset, next);
}

/** `"a": "say "x" now"`: a quote that closed the text, though the text goes on after it. */
export function quoteInside(state: JsonState, text: string, offset: number): Recovery | undefined {
  const [ahead] = /"[^\S\r\n]*$/.exec(text.slice(0, offset)) ?? [];
  if (semicolon.test(text.slice(offset, offset + 400))) return undefined;
  if (ahead === undefined || !goesOnAsText(text.slice(offset), ahead === '"')) return undefined;
  const at = offset - ahead.length;
  return { kind: "quote-inside", state: state.in("text-string"), at, length: 1, resume: at + 1 };
}

/** A semicolon between members, as other languages part them. */
const semicolon = new RegExp(String.raw`^;\s*(?:${quotedName}\s*:|[}\]]|$)`);

/** Up to the quote that ends it; a member's name or a text of its own has one on either side. */
const goesOnAsText = (rest: string, atOnce: boolean): boolean =>
  atOnce ? textAtOnce.test(rest) : textAfterSpace.test(rest);

const closes = String.raw`"\s*(?:[,}\]]|[\r\n]|$)`;
const textAtOnce = new RegExp(
  String.raw`^(?:[^\s,:}\]"][^"\r\n]*(?:"(?!\s*:${value})|$)|[>/][^"\r\n]*[\r\n]|${closes}|:(?!${value})[^"]*${closes})`,
);
// Words up to where an output is go on as a text does.
const textAfterSpace = new RegExp(
  String.raw`^(?:[^\s,:}\]"{[][^"\r\n]*${closes}|\p{L}+\s[^",:{}[\]\r\n]*$)`,
  "u",
);

/** What lacks its closing quote at a place, unless it is there and a backslash has swallowed it. */
function unclosedAt(text: string, at: number, resume: number, state: JsonState): Recovery {
  return text.slice(0, at).endsWith('\\"')
    ? { kind: "bad-escape", state, at: at - 1, length: 1, resume, detail: '"' }
    : { kind: "missing-quote", state, at, length: 1, resume, detail: "closing" };
}
