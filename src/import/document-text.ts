import type { Range } from "../source/source.js";
import { type Part, Unreadable, type Value } from "./document-tree.js";
import type { Piece } from "./expression.js";
import { isComma, type Stream } from "./stream.js";

export function readName(stream: Stream): string {
  const place = stream.place();
  const char = stream.char()!;
  if (isQuote(char)) {
    const parts = readString(stream);
    const name = textOf(parts);
    if (name === undefined) throw new Unreadable("the name of this member is made of data", place);
    skipTo(stream, ":", place);
    return name;
  }
  let name = "";
  for (let next = stream.char(); next !== undefined && /[\w$.-]/.test(next); next = stream.char()) {
    name += next;
    stream.take();
  }
  if (name === "") throw new Unreadable(`the name of a member is expected here`, place);
  skipTo(stream, ":", place);
  return name;
}

function skipTo(stream: Stream, char: string, place: Range): void {
  while (/\s/.test(stream.char() ?? "")) stream.take();
  if (stream.char() !== char) throw new Unreadable(`a "${char}" is expected after this name`, place);
  stream.take();
}

const closing: Readonly<Record<string, RegExp>> = {
  '"': /["\u201c\u201d]/,
  "'": /'/,
  "\u201c": /["\u201d]/,
  "\u201d": /["\u201d]/,
};

export const isQuote = (char: string): boolean => Object.hasOwn(closing, char);

/** What is between quotes; the stream is at the first of them. */
export function readString(stream: Stream): Part[] {
  const open = stream.place();
  const end = closing[stream.char()!]!;
  stream.take();
  const parts: Part[] = [];
  let text = "";
  let from = stream.place();
  const flush = () => {
    if (text !== "") parts.push({ kind: "text", text, start: from.start, end: stream.place().start });
    text = "";
  };
  for (;;) {
    const piece = stream.piece();
    if (!piece) throw new Unreadable("this string is not closed", open);
    const char = stream.char();
    if (char === undefined) {
      flush();
      parts.push(...partsOf(piece));
      stream.next();
      from = stream.place();
    } else if (end.test(char)) {
      flush();
      stream.take();
      return parts;
    } else if (char === "\\") {
      text += unescaped(stream);
    } else {
      text += char;
      stream.take();
    }
  }
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function unescaped(stream: Stream): string {
  const char = stream.char(1);
  stream.take();
  if (char === undefined) return "\\";
  stream.take();
  if (char !== "u") return escapes[char] ?? char;
  let digits = "";
  for (let at = 0; at < 4 && /[0-9a-f]/i.test(stream.char() ?? ""); at++) {
    digits += stream.char();
    stream.take();
  }
  return digits.length === 4 ? String.fromCharCode(Number.parseInt(digits, 16)) : digits;
}

/** What a piece is inside a string. */
function partsOf(piece: Piece): Part[] {
  const { start, end } = piece;
  switch (piece.kind) {
    case "text":
      return [{ kind: "text", text: piece.text, start, end }];
    case "hole":
      return [{ kind: "hole", of: piece.of, start, end }];
    case "either":
      return [
        {
          kind: "either",
          arms: piece.arms.map(({ test, value }) => ({ test, value: value.flatMap(partsOf) })),
          start,
          end,
        },
      ];
    case "each":
      return [
        { kind: "hole", of: { op: "unknown", text: "a loop inside a string", start, end }, start, end },
      ];
  }
}

/** What a captured text is, as parts of a string. */
export const partsIn = (pieces: readonly Piece[]): Part[] => pieces.flatMap(partsOf);

export function readBare(stream: Stream): Value {
  const { start } = stream.place();
  const parts: Part[] = [];
  let text = "";
  for (;;) {
    const piece = stream.piece();
    const char = stream.char();
    if (char !== undefined && !/[\s,}\]:]/.test(char)) {
      text += char;
      stream.take();
      continue;
    }
    const { start: here, end } = stream.place();
    if (text !== "") parts.push({ kind: "text", text, start, end: here });
    text = "";
    const isPart = piece?.kind === "hole" && !isComma(piece.of);
    if (!isPart) {
      if (parts.length === 0) throw new Unreadable("a value is missing here", { start: here, end });
      return { kind: "bare", parts, start, end: here };
    }
    parts.push({ kind: "hole", of: piece.of, start: piece.start, end: piece.end });
    stream.next();
  }
}

/** The text of parts in which nothing is filled in. */
export function textOf(parts: readonly Part[]): string | undefined {
  let text = "";
  for (const part of parts) {
    if (part.kind === "text") text += part.text;
    else if (part.kind === "hole" && part.of.op === "constant") text += part.of.value ?? "";
    else return undefined;
  }
  return text;
}
