import { deepestJson } from "../../source/json.js";
import { isCompleteNumber, isMembers, type JsonState, wantsValue } from "./machine.js";
import { quoteInside, recoverString, unclosedBefore } from "./recover-string.js";
import type { Recovery } from "./recovery.js";

/**
 * Goes on after a fault as if it were fixed, so that one fault does not hide the next, and is not told five times: a
 * comma, a quote or a bracket that is missing is put in, one too many is left out, a comment or a bare word is skipped.
 */
export function recover(state: JsonState, text: string, offset: number): Recovery {
  if (state.string) return recoverString(state, state.string, text, offset);
  const char = text[offset]!;
  // A document as it is inside a string of another.
  if (text.startsWith('\\"', offset))
    return { kind: "stray", state: state.in("lost"), length: 1, detail: char };
  if (isCompleteNumber(state) && !/[\w.+-]/.test(char)) return recover(state.afterValue(), text, offset);
  return (
    comment(state, text, offset) ??
    (state.isNumber || state.mode.startsWith("literal:") ? inWord(state, text, offset) : undefined) ??
    structural(state, text, offset) ?? { kind: "stray", state, length: 1, detail: char }
  );
}

function structural(state: JsonState, text: string, offset: number): Recovery | undefined {
  switch (state.mode) {
    case "done":
      return afterDocument(state, text, offset);
    case "after":
      return afterValue(state, text, offset);
    case "colon":
      return beforeColon(state, text, offset);
    case "name":
    case "first-name":
      return beforeName(state, text, offset);
    default:
      return wantsValue(state) ? beforeValue(state, text, offset) : undefined;
  }
}

function comment(state: JsonState, text: string, offset: number): Recovery | undefined {
  const [found] = /^(\/\/[^\r\n]*|\/\*[\s\S]*?(\*\/|$)|#(?![\w{])[^\r\n]*)/.exec(text.slice(offset)) ?? [];
  return found === undefined
    ? undefined
    : { kind: "comment", state, length: found.startsWith("/*") ? found.length : found.trimEnd().length };
}

/** A number or literal that goes on with something else. */
function inWord(state: JsonState, text: string, offset: number): Recovery {
  const begun = /[\w.+-]*$/.exec(text.slice(0, offset))![0].length;
  const rest = /^[^\s{}[\],:"]*/.exec(text.slice(offset))![0];
  const detail = text.slice(offset - begun, offset + rest.length).slice(0, 40) || text[offset]!;
  return {
    kind: "bare-word",
    state: state.afterValue(),
    at: offset - begun,
    length: Math.max(1, begun + rest.length),
    resume: offset + rest.length,
    detail,
  };
}

function afterDocument(state: JsonState, text: string, offset: number): Recovery {
  const char = text[offset]!;
  const [, wrap] = /^(```|['"`\u2018-\u201E])\s*$/.exec(text.slice(offset)) ?? [];
  if (wrap !== undefined) return { kind: "stray", state, length: wrap.length, detail: wrap };
  if (char === ":" && /"\s*$/.test(text.slice(0, offset)))
    return { kind: "fragment", state: state.members().in("value"), length: 1 };
  const [quote] = /"\s*\{\s*"$/.exec(text.slice(0, offset)) ?? [];
  if (quote !== undefined && text.trimStart().startsWith(quote))
    return { kind: "stray", state: state.in("lost"), at: text.indexOf(quote), length: 1, detail: '"' };
  // One comma or bracket too many says nothing of what is after it.
  return { kind: "stray", state: /[,}\]]/.test(char) ? state : state.in("lost"), length: 1, detail: char };
}

/** What begins a member's name, in quotes of any kind or in none. */
const namesNext =
  /^\s*(["'\u2018-\u201E`][^"'\u2018-\u201E`\r\n]*["'\u2018-\u201E`]|[A-Za-z_$][\w$-]*"?)\s*:/;

function afterValue(state: JsonState, text: string, offset: number): Recovery | undefined {
  const char = text[offset]!;
  const rest = text.slice(offset);
  const next = state.in(isMembers(state) ? "name" : "value");
  // `"a" + "b"`: the second text is read as the value that it is a part of.
  const [joint] = /^\+\s*(?=")/.exec(text.slice(offset)) ?? [];
  if (joint !== undefined && /"\s*$/.test(text.slice(0, offset)))
    return {
      kind: "stray",
      state: state.in("value"),
      length: 1,
      resume: offset + joint.length,
      detail: char,
    };
  const quote = unclosedBefore(state, text, offset) ?? quoteInside(state, text, offset);
  if (quote) return quote;
  if (/^"\s*([,}\]]|[\r\n]\s*["}\]])/.test(rest))
    return { kind: "missing-quote", state, length: 1, detail: "opening" };
  if (char === ":" && isMembers(state)) {
    const [name] = /^\s*"(?:[^"\\]|\\.)*"\s*$/.exec(text.slice(0, offset)) ?? [];
    // What an output was to print ahead of it is missing, and so is the comma.
    if (name !== undefined)
      return {
        kind: "missing-comma",
        state: state.in("value"),
        at: name.search(/\S/),
        length: 1,
        resume: offset + 1,
      };
  }
  if (/^(?::|=>)/.test(rest) && !isMembers(state)) {
    const inList = nameInList(state, text, offset);
    if (inList) return inList;
  }
  if (char === ";") return { kind: "stray", state: next, length: 1, detail: char };
  // No member begins with a brace: the next item of the list around it does.
  if (char === "{" && isItem(state))
    return { kind: "missing-bracket", state: state.close(), length: 0, detail: "}" };
  if (/["{[\-0-9tfn]/.test(char) || (isMembers(state) && namesNext.test(rest)))
    return { kind: "missing-comma", state: next, length: 0 };
  if (char === "}" || char === "]") return otherBracket(state, text, offset);
  const word = wordAt(text, offset);
  return word === undefined
    ? undefined
    : { kind: "stray", state, length: word.length, detail: shortened(word) };
}

/** Whether what is open is an object in a list. */
const isItem = (state: JsonState): boolean => isMembers(state) && state.stack.at(-2) === "[";

/** A member among the items of a list: the list was to end before it, or was to be an object from the first. */
function nameInList(state: JsonState, text: string, offset: number): Recovery | undefined {
  const [ahead, sign] =
    /([,[])\s*(?:"(?:[^"\\]|\\.)*"|'[^'\r\n]*'|[\u2018-\u201E][^"\r\n]*[\u2018-\u201E])\s*$/.exec(
      text.slice(0, offset),
    ) ?? [];
  if (ahead === undefined) return undefined;
  const at = offset - ahead.length;
  if (sign === "[")
    return { kind: "wrong-bracket", state: state.asObject(), at, length: 1, resume: offset, detail: "{" };
  const resume = offset + 1;
  if (state.stack.at(-2) !== "{") return undefined;
  return { kind: "missing-bracket", state: state.close().in("value"), at, length: 0, resume, detail: "]" };
}

/** `]` where `}` is due, or the other way round: one is missing before it, or it is the wrong one. */
function otherBracket(state: JsonState, text: string, offset: number): Recovery {
  const char = text[offset]!;
  const due = isMembers(state) ? "}" : "]";
  if (state.stack.endsWith("<") && char === "]")
    return { kind: "wrong-bracket", state: state.close(), length: 1, detail: due };
  const outer = state.stack.at(-2);
  const rest = text.slice(offset + 1).trim();
  const fitsOuter = outer !== undefined && (outer === "[" || outer === "<" ? "]" : "}") === char;
  if (fitsOuter && (state.stack.length > 2 || rest === "" || /^[}\]]/.test(rest)))
    return { kind: "missing-bracket", state: state.close(), length: 0, detail: due };
  if (outer === undefined ? rest === "" : fitsOuter)
    return { kind: "wrong-bracket", state: state.close(), length: 1, detail: due };
  return { kind: "stray", state, length: 1, detail: char };
}

function beforeColon(state: JsonState, text: string, offset: number): Recovery | undefined {
  const [sign] = /^=>?/.exec(text.slice(offset)) ?? [];
  if (sign) return { kind: "wrong-colon", state: state.in("value"), length: sign.length, detail: sign };
  const inside = colonInName(text, offset);
  if (inside && !/[,}]/.test(text[offset]!)) return { ...inside, state: state.in("value"), resume: offset };
  const [late] = /:\s*"\s*$/.exec(text.slice(0, offset)) ?? [];
  if (late !== undefined) {
    // `"name: "value"`: the quote that closed the name was to open the value.
    const at = offset - late.length;
    const resume = offset - /\s*$/.exec(late)![0].length;
    return {
      kind: "missing-quote",
      state: state.in("text-string"),
      at,
      length: 1,
      resume,
      detail: "closing",
    };
  }
  if (/["{[\-0-9tfn]/.test(text[offset]!))
    return { kind: "missing-colon", state: state.in("value"), length: 0 };
  if (/[,}]/.test(text[offset]!)) return { kind: "missing-value", state: state.afterValue(), length: 0 };
  return undefined;
}

/** A text that ends after what seems to be a name, and goes on with an output: where its colon is, it was the name's end. */
export function beforeOutput(state: JsonState, text: string): Recovery | undefined {
  if (state.mode !== "colon") return undefined;
  const resume = text.length;
  const inside = colonInName(text, resume);
  if (inside) return { ...inside, state: state.in("value"), resume };
  const [late] = /:\s*"$/.exec(text) ?? [];
  if (late === undefined) return undefined;
  const at = resume - late.length;
  return { kind: "missing-quote", state: state.in("text-string"), at, length: 1, resume, detail: "closing" };
}

/** `"name:" "value"`: the colon that the quotes of the name take in. */
function colonInName(text: string, offset: number): Omit<Recovery, "state"> | undefined {
  const [sign] = /:"\s+$/.exec(text.slice(0, offset)) ?? [];
  return sign === undefined
    ? undefined
    : { kind: "wrong-colon", at: offset - sign.length, length: 2, detail: ':"' };
}

function beforeName(state: JsonState, text: string, offset: number): Recovery | undefined {
  const char = text[offset]!;
  if (char === "}" || (char === "]" && state.stack.endsWith("<")))
    return { kind: "trailing-comma", state: state.in("after"), length: 0 };
  if (char === ",") return { kind: "second-comma", state, length: 1 };
  const [comma] = (char === "{" && isItem(state) && /,\s*$/.exec(text.slice(0, offset))) || [];
  if (comma !== undefined) {
    const at = offset - comma.length;
    return { kind: "missing-bracket", state: state.close(), at, length: 1, resume: at, detail: "}" };
  }
  const [symbol] = /^:[A-Za-z_]\w*(?=\s*=>)/.exec(text.slice(offset)) ?? [];
  if (symbol !== undefined)
    return { kind: "bare-name", state: state.in("colon"), length: symbol.length, detail: symbol };
  const other = otherQuotes(state, "name", text, offset);
  if (other) return other;
  const word = wordAt(text, offset);
  if (word === undefined) return undefined;
  const rest = text.slice(offset + word.length);
  if (/^"\s*:/.test(rest))
    return { kind: "missing-quote", state: state.in("name-string"), length: 0, detail: "opening" };
  // Only what a colon follows is a name.
  // `1,299.00` and `12,50` are one number each to whoever wrote them.
  const [whole] = /-?\d{1,3}(?:,\d{3})*,$/.exec(text.slice(0, offset)) ?? [];
  if (whole !== undefined && /^\d+(?:\.\d*)?$/.test(word))
    return {
      kind: "stray",
      state: state.in("after"),
      at: offset - whole.length,
      length: whole.length + word.length,
      resume: offset + word.length,
      detail: whole + word,
    };
  if (/^\s*:/.test(rest))
    return { kind: "bare-name", state: state.in("colon"), length: word.length, detail: shortened(word) };
  return { kind: "stray", state, length: word.length, detail: shortened(word) };
}

function beforeValue(state: JsonState, text: string, offset: number): Recovery | undefined {
  const { stack, mode } = state;
  const char = text[offset]!;
  if (stack.length >= deepestJson)
    return { kind: "stray", state: state.in("lost"), length: 1, detail: "deep" };
  if (mode === "value" && isMembers(state) && (char === "}" || char === ","))
    return { kind: "missing-value", state: state.afterValue(), length: 0 };
  if (char === "]" && stack.at(-1) === "[")
    return { kind: "trailing-comma", state: state.in("after"), length: 0 };
  if (char === "}" && stack.endsWith("[") && stack.length > 1)
    return mode === "value"
      ? { kind: "trailing-comma", state: state.in("after"), length: 0 }
      : { kind: "missing-bracket", state: state.close(), length: 0, detail: "]" };
  if (char === "," && stack !== "") return { kind: "second-comma", state, length: 1 };
  const wrap = stack === "" ? wrapAhead.exec(text.slice(offset)) : null;
  if (wrap) return { kind: "stray", state, length: wrap[0].length, detail: wrap[1] ?? "```" };
  const other = otherQuotes(state, "text", text, offset);
  if (other) return other;
  const prose = stack === "" ? proseAhead.exec(text.slice(offset))?.[0] : undefined;
  if (prose !== undefined)
    return { kind: "bare-word", state, length: prose.length, detail: shortened(prose) };
  if (stack === "" && memberAlone.test(text.slice(offset)))
    return { kind: "fragment", state: state.members(), length: 0 };
  const word = wordAt(text, offset);
  if (word === undefined) return undefined;
  const rest = text.slice(offset + word.length);
  if (/^"\s*([,}\]]|[\r\n]|$)/.test(rest))
    return { kind: "missing-quote", state: state.in("text-string"), length: 0, detail: "opening" };
  // What is ahead of the document does not hide it.
  const ahead = stack === "" && /^\s*[{[]/.test(rest);
  return {
    kind: "bare-word",
    state: ahead ? state : state.afterValue(),
    length: word.length,
    detail: shortened(word),
  };
}

/** What a copied document is wrapped in: a fence of code, or the quotes of a command or another program. */
const wrapAhead = /^(?:```[a-z]*(?=\s*[\r\n])|(['`\u2018-\u201E])(?=\s*[{[]))/;

/** Sentences on lines of their own ahead of the document, such as a chat begins with. */
const proseAhead = /^\p{L}[^{}[\]"<>=%|]*?[\p{L}\d][.:!]?(?=\s*[\r\n]\s*(?:```[a-z]*\s*[\r\n]|[{[]))/u;

/** A member whose name has no quotes, and whose value can only be JSON's. */
const memberAlone = /^[A-Za-z_$][\w$-]*\s*:\s*["{[]/;

/** Quotes that JSON does not know, such as an editor or a web page puts there, round what an output may print. */
function otherQuotes(
  state: JsonState,
  kind: "name" | "text",
  text: string,
  offset: number,
): Recovery | undefined {
  const rest = text.slice(offset);
  const [prefix] = /^[uUrR](?=['"])/.exec(rest) ?? [];
  if (prefix !== undefined)
    return { kind: `bare-${kind === "name" ? "name" : "word"}`, state, length: 1, detail: prefix };
  if (!/^['\u2018-\u201E`]/.test(rest)) return undefined;
  const whole = inOtherQuotes.exec(rest)?.[0];
  if (whole === undefined) {
    const inside = rest.startsWith("'") ? "single" : "curly";
    return {
      kind: `bare-${kind === "name" ? "name" : "word"}`,
      state: state.in(`${kind}-${inside}`),
      length: 1,
      detail: rest[0]!,
    };
  }
  if (kind === "name" && !/^\s*(?::|=>)/.test(rest.slice(whole.length))) return undefined;
  const after = kind === "name" ? state.in("colon") : state.afterValue();
  const fault = kind === "name" ? "bare-name" : "bare-word";
  return { kind: fault, state: after, length: whole.length, detail: shortened(whole) };
}

/** An apostrophe closes nothing: what closes is followed by what the document goes on with. */
const inOtherQuotes =
  /^('(?:[^'\r\n]|'(?!\s*(?:[,:}\]]|=>|[\r\n]|$)))*'|`[^\r\n`]*`|[\u2018-\u201E][^\r\n"\u2018-\u201E]*[\u2018-\u201E])/;

/** A word; a placeholder may have several: << pick one >>. */
const wordAt = (text: string, offset: number): string | undefined =>
  /^[^\s{}[\],:"]([^{}[\],:"\r\n]*[^\s{}[\],:"])?/.exec(text.slice(offset))?.[0];

const shortened = (text: string): string => text.slice(0, 40);
