import { deepestJson } from "../../source/json.js";
import type { FaultKind } from "../fault.js";
import { isSpace, type JsonState, step, wantsValue } from "./machine.js";

/** What is wrong at a character, and the state in which reading goes on as if it were mended. */
export interface Recovery {
  readonly kind: FaultKind;
  readonly state: JsonState;
  /** How many characters of the text belong to the fault; the next is read in the new state. */
  readonly length: number;
  readonly detail?: string;
}

/**
 * Goes on after a fault, so that one fault does not hide the next: a missing comma is put in, one too many is left out,
 * a comment or a bare word is skipped.
 */
export function recover(state: JsonState, text: string, offset: number): Recovery {
  const { stack, mode } = state;
  const char = text[offset]!;
  const inside = stack.at(-1);
  if (state.string) return inString(state, state.string, char);
  if (text.startsWith("//", offset) || text.startsWith("/*", offset)) {
    const end = text.startsWith("//", offset) ? lineEnd(text, offset) : text.indexOf("*/", offset) + 2;
    return { kind: "comment", state, length: Math.max(2, (end > 1 ? end : text.length) - offset) };
  }
  if (stack === "" && mode === "done")
    return { kind: "stray", state: state.in("lost"), length: 1, detail: char };
  if (mode === "after" && begins(char)) {
    return { kind: "missing-comma", state: state.in(inside === "{" ? "name" : "value"), length: 0 };
  }
  if ((mode === "name" && char === "}") || (mode === "value" && inside === "[" && char === "]")) {
    return { kind: "trailing-comma", state: state.in("after"), length: 0 };
  }
  if (mode === "value" && inside === "{" && (char === "}" || char === ",")) {
    return { kind: "missing-value", state: state.afterValue(), length: 0 };
  }
  if ((mode === "name" || mode === "value") && char === ",")
    return { kind: "stray", state, length: 1, detail: char };
  if ((mode === "name" || mode === "first-name") && /[^\s{}[\],:"0-9]/.test(char)) {
    const word = wordAt(text, offset);
    // Only what a colon follows is a name.
    if (/^\s*:/.test(text.slice(offset + word.length)))
      return {
        kind: "bare-name",
        state: state.in("colon"),
        length: word.length,
        detail: word.slice(0, 40),
      };
  }
  if (wantsValue(state) && stack.length >= deepestJson)
    return { kind: "stray", state, length: 1, detail: "deep" };
  if (wantsValue(state) && /[^\s{}[\],:"]/.test(char)) {
    const word = wordAt(text, offset);
    return { kind: "bare-word", state: state.afterValue(), length: word.length, detail: word.slice(0, 40) };
  }
  // A number or literal that goes on with something else.
  const ended = /^literal:|minus|zero|integer|point|fraction|exponent/.test(mode);
  if (ended && !isSpace(char)) {
    const next = step(state.afterValue(), char);
    const rest = /^[^\s{}[\],:"]*/.exec(text.slice(offset))![0];
    return {
      kind: "bare-word",
      state: state.afterValue(),
      length: next ? 0 : Math.max(1, rest.length),
      detail: rest.slice(0, 40) || char,
    };
  }
  if (ended) return { kind: "bare-word", state: state.afterValue(), length: 0, detail: mode };
  return { kind: "stray", state, length: 1, detail: char };
}

/** Quotes that JSON does not know, such as an editor or a web page puts there. */
const otherQuotes =
  /^(['`\u2018\u2019\u201B\u201C\u201D\u201E])[^\r\n"'`\u2018\u2019\u201B\u201C\u201D\u201E]*(['`\u2018\u2019\u201C\u201D])/;

/** A word, or a text in quotes of another kind. */
const wordAt = (text: string, offset: number): string => {
  const rest = text.slice(offset);
  // A placeholder may have several words: << pick one >>.
  return (otherQuotes.exec(rest) ?? /^[^\s{}[\],:"]([^{}[\],:"\r\n]*[^\s{}[\],:"])?/.exec(rest))![0];
};

const lineEnd = (text: string, offset: number): number => {
  const at = text.slice(offset).search(/[\r\n]/);
  return at < 0 ? text.length : offset + at;
};

const begins = (char: string): boolean => /["{[\-0-9tfn]/.test(char);

function inString(state: JsonState, kind: "name" | "text", char: string): Recovery {
  const normal = state.in(`${kind}-string`);
  if (char < " " && state.mode === `${kind}-string`)
    return { kind: "line-break", state: normal, length: 1, detail: char };
  return { kind: "bad-escape", state: normal, length: char === '"' ? 0 : 1, detail: char };
}
