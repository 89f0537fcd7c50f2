import type { Range } from "../source/source.js";
import { type Arm, type Expression, type Loop, type Loss, not, type Piece, type Test } from "./expression.js";

/** A body read as JSON with holes. */
export type Value = Range &
  (
    | { readonly kind: "string"; readonly parts: readonly Part[] }
    /** A number, `true`, `null`, or what Liquid prints in such a place. */
    | { readonly kind: "bare"; readonly parts: readonly Part[] }
    | { readonly kind: "object"; readonly members: readonly Member[] }
    | { readonly kind: "array"; readonly items: readonly Item[] }
    | { readonly kind: "either"; readonly arms: readonly Arm<Value | undefined>[] }
  );

export type Part = Range &
  (
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "hole"; readonly of: Expression }
    | { readonly kind: "either"; readonly arms: readonly Arm<readonly Part[]>[] }
  );

export interface Member extends Range {
  readonly name: string;
  readonly value: Value;
  /** Tests that all hold where it is printed. */
  readonly when: readonly Test[];
}

export type Item = Range & { readonly when: readonly Test[] } & (
    | { readonly kind: "value"; readonly value: Value }
    | { readonly kind: "each"; readonly loop: Loop; readonly items: readonly Item[] }
  );

/** Why a body cannot be read as a document, and where. */
export class Unreadable extends Error {
  constructor(
    message: string,
    readonly range: Range,
  ) {
    super(message);
  }
}

/**
 * Reads pieces as a document, as a person would: commas are taken as they come, comments and single quotes are seen
 * through, braces around the whole may be missing. What has no place in a document is lost, and told.
 */
export function readDocument(pieces: readonly Piece[], losses: Loss[]): Value & { readonly kind: "object" } {
  const stream = new Stream(pieces);
  const context: Context = { losses, depth: 0 };
  stream.skipBlank();
  const head = stream.char();
  if (head === "[") {
    const value = readValue(stream, context);
    const first = value.kind === "array" ? value.items.map(objectIn).find((one) => one) : undefined;
    if (!first) throw new Unreadable("the body is a list without an object in it", value);
    losses.push({ start: value.start, end: value.start + 1, what: "the list around the payload" });
    return first;
  }
  const start = stream.place().start;
  if (head === "{") stream.take();
  else if (head !== '"' && head !== "'") throw new Unreadable("no JSON object begins here", stream.place());
  const members = readMembers(stream, context, [], head === "{");
  stream.skipBlank();
  if (!stream.isAtEnd()) losses.push({ ...stream.place(), what: "what comes after the payload" });
  return { kind: "object", members, start, end: stream.place().end };
}

const objectIn = (item: Item): (Value & { readonly kind: "object" }) | undefined =>
  item.kind === "value" && item.value.kind === "object" ? item.value : undefined;

/** Deeper than any payload. */
const deepest = 100;

interface Context {
  readonly losses: Loss[];
  /** Of the structures that are open. */
  readonly depth: number;
}

const deeper = (context: Context, place: Range): Context => {
  if (context.depth >= deepest) throw new Unreadable(`it is nested more than ${deepest} deep`, place);
  return { ...context, depth: context.depth + 1 };
};

/** A place in the pieces; pieces that a variable holds are read where it is printed. */
class Stream {
  readonly #pieces: Piece[];
  #offset = 0;
  #last: Range = { start: 0, end: 0 };

  constructor(pieces: readonly Piece[]) {
    this.#pieces = [...pieces].reverse();
  }

  piece(): Piece | undefined {
    for (;;) {
      const piece = this.#pieces.at(-1);
      if (piece?.kind === "text" && this.#offset >= piece.text.length) this.next();
      else return piece;
    }
  }

  next(): void {
    const piece = this.#pieces.pop();
    if (piece) this.#last = piece;
    this.#offset = 0;
  }

  /** Puts pieces in the place of the one that is here. */
  replace(pieces: readonly Piece[]): void {
    this.next();
    this.#pieces.push(...[...pieces].reverse());
  }

  /** The character here; undefined where no text is. */
  char(ahead = 0): string | undefined {
    const piece = this.piece();
    return piece?.kind === "text" ? piece.text[this.#offset + ahead] : undefined;
  }

  take(): void {
    this.#offset++;
  }

  isAtEnd(): boolean {
    return this.piece() === undefined;
  }

  place(): Range {
    const piece = this.piece();
    if (!piece) return this.#last;
    if (piece.kind !== "text") return piece;
    // A text that white space was taken from is as long as what is left of it.
    const start = Math.min(piece.start + this.#offset, piece.end);
    return { start, end: Math.min(start + 1, piece.end) };
  }

  /** White space, commas and comments. */
  skipBlank(): void {
    for (;;) {
      const char = this.char();
      if (char === undefined) {
        const piece = this.piece();
        if (piece && isSeparator(piece)) this.next();
        else if (piece?.kind === "hole") {
          const inside = structureIn(piece.of);
          if (!inside) return;
          this.replace(inside);
        } else return;
      } else if (/[\s,\u00a0\ufeff\u200b]/.test(char)) this.take();
      else if (char === "/" && this.char(1) === "/") this.#skipLine();
      else if (char === "/" && this.char(1) === "*") this.#skipComment();
      else return;
    }
  }

  #skipLine(): void {
    for (;;) {
      const char = this.char();
      if (char === "\n" || this.isAtEnd()) return;
      if (char === undefined) this.next();
      else this.take();
    }
  }

  #skipComment(): void {
    while (!this.isAtEnd()) {
      const char = this.char();
      if (char === "*" && this.char(1) === "/") {
        this.take();
        this.take();
        return;
      }
      if (char === undefined) this.next();
      else this.take();
    }
  }
}

/** Whether a piece prints nothing but commas and white space. */
function isSeparator(piece: Piece): boolean {
  switch (piece.kind) {
    case "text":
      return /^[\s,]*$/.test(piece.text);
    case "hole":
      return isComma(piece.of);
    case "either":
      return piece.arms.every(({ value }) => value.every(isSeparator));
    case "each":
      return piece.pieces.every(isSeparator);
  }
}

function isComma(of: Expression): boolean {
  if (of.op === "constant") return of.value === null || /^[\s,]*$/.test(String(of.value));
  return of.op === "choice" && of.arms.every(({ value }) => isComma(value));
}

const trimming = new Set([
  "strip",
  "lstrip",
  "rstrip",
  "strip_newlines",
  "remove",
  "remove_first",
  "remove_last",
  "replace",
]);

/** The pieces that a variable with JSON in it stands for; undefined of a variable that holds a value. */
function structureIn(of: Expression): readonly Piece[] | undefined {
  const pieces = piecesOf(of);
  return pieces.some(hasStructure) ? pieces : undefined;
}

function piecesOf(of: Expression): readonly Piece[] {
  const { start, end } = of;
  switch (of.op) {
    case "captured":
      return of.pieces;
    case "constant":
      return [{ kind: "text", text: String(of.value ?? ""), start, end }];
    case "choice":
      return [
        {
          kind: "either",
          arms: of.arms.map(({ test, value }) => ({ test, value: piecesOf(value) })),
          start,
          end,
        },
      ];
    case "filter": {
      const [argument] = of.args;
      if (of.name === "append" && argument) return [...piecesOf(of.of), ...piecesOf(argument)];
      if (of.name === "prepend" && argument) return [...piecesOf(argument), ...piecesOf(of.of)];
      // A separator too many is taken off what a loop has collected.
      if (trimming.has(of.name) && structureIn(of.of)) return piecesOf(of.of);
      return [{ kind: "hole", of, start, end }];
    }
    case "source":
    case "item":
    case "unknown":
      return [{ kind: "hole", of, start, end }];
  }
}

function hasStructure(piece: Piece): boolean {
  switch (piece.kind) {
    case "text":
      return /["{[]/.test(piece.text);
    case "hole":
      return false;
    case "either":
      return piece.arms.some(({ value }) => value.some(hasStructure));
    case "each":
      return piece.pieces.some(hasStructure);
  }
}

/** Tests under which each arm is taken: its own holds, and none before it. */
function* armsOf<T>(
  arms: readonly Arm<T>[],
): Generator<{ readonly when: readonly Test[]; readonly value: T }> {
  const failed: Test[] = [];
  for (const { test, value } of arms) {
    yield { when: [...failed, ...(test ? [test] : [])], value };
    if (test) failed.push(not(test));
  }
}

function readMembers(stream: Stream, context: Context, when: readonly Test[], closes: boolean): Member[] {
  const members: Member[] = [];
  for (;;) {
    stream.skipBlank();
    const piece = stream.piece();
    const char = stream.char();
    if (!piece) return members;
    if (char === "}") {
      if (!closes)
        throw new Unreadable("a brace is closed here that was opened in another branch", stream.place());
      stream.take();
      return members;
    }
    if (piece.kind === "either") {
      stream.next();
      for (const arm of armsOf(piece.arms))
        members.push(...readMembers(new Stream(arm.value), context, [...when, ...arm.when], false));
    } else if (piece.kind === "each" || piece.kind === "hole") {
      context.losses.push({ start: piece.start, end: piece.end, what: "members whose names the data tells" });
      stream.next();
    } else if (char === "]") {
      context.losses.push({ ...stream.place(), what: `a stray "]"` });
      stream.take();
    } else {
      const { start } = stream.place();
      const name = readName(stream);
      const value = readValue(stream, context);
      members.push({ name, value, when, start, end: value.end });
    }
  }
}

function readName(stream: Stream): string {
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
const isQuote = (char: string): boolean => Object.hasOwn(closing, char);

/** What stands between quotes; the stream is at the first of them. */
function readString(stream: Stream): Part[] {
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

function readValue(stream: Stream, context: Context): Value {
  while (/\s/.test(stream.char() ?? "")) stream.take();
  const piece = stream.piece();
  const { start, end } = stream.place();
  if (!piece) throw new Unreadable("a value is missing at the end", stream.place());
  if (piece.kind === "either" && !isWithinText(piece)) {
    stream.next();
    const arms = piece.arms.map(({ test, value }) => ({ test, value: readAlone(value, context) }));
    return { kind: "either", arms, start, end };
  }
  const inside = piece.kind === "hole" && !isComma(piece.of) ? structureIn(piece.of) : undefined;
  if (inside && beginsStructure(inside)) {
    stream.replace(inside);
    return readValue(stream, context);
  }
  const char = stream.char();
  if (char === "{") {
    stream.take();
    const members = readMembers(stream, deeper(context, { start, end }), [], true);
    return { kind: "object", members, start, end: stream.place().start };
  }
  if (char === "[") {
    stream.take();
    const items = readItems(stream, deeper(context, { start, end }), [], true);
    return { kind: "array", items, start, end: stream.place().start };
  }
  if (char !== undefined && isQuote(char)) {
    const parts = readString(stream);
    return { kind: "string", parts, start, end: stream.place().start };
  }
  return readBare(stream);
}

/** Whether branches hold parts of a number or word, and not a value each. */
const isWithinText = ({ arms }: Piece & { kind: "either" }): boolean =>
  arms.every(({ value }) =>
    value.every(
      (piece) =>
        piece.kind === "text" &&
        !/["{[]/.test(piece.text) &&
        !/\S\s+\S/.test(piece.text) &&
        piece.text.trim() === "",
    ),
  );

const beginsStructure = (pieces: readonly Piece[]): boolean => {
  const first = pieces.find((piece) => piece.kind !== "text" || piece.text.trim() !== "");
  return first?.kind === "text" && /^\s*["{[]/.test(first.text);
};

/** A value that is all there is; nothing where there is none. */
function readAlone(pieces: readonly Piece[], context: Context): Value | undefined {
  const stream = new Stream(pieces);
  stream.skipBlank();
  if (stream.isAtEnd()) return undefined;
  const value = readValue(stream, context);
  stream.skipBlank();
  if (!stream.isAtEnd())
    context.losses.push({ ...stream.place(), what: "what comes after a value in its branch" });
  return value;
}

function readBare(stream: Stream): Value {
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

function readItems(stream: Stream, context: Context, when: readonly Test[], closes: boolean): Item[] {
  const items: Item[] = [];
  for (;;) {
    stream.skipBlank();
    const piece = stream.piece();
    const char = stream.char();
    if (!piece) return items;
    if (char === "]" || char === "}") {
      if (!closes || char === "}")
        throw new Unreadable("a bracket is closed here that was opened elsewhere", stream.place());
      stream.take();
      return items;
    }
    const { start, end } = piece;
    if (piece.kind === "either") {
      stream.next();
      for (const arm of armsOf(piece.arms))
        items.push(...readItems(new Stream(arm.value), context, [...when, ...arm.when], false));
    } else if (piece.kind === "each") {
      stream.next();
      const { loop } = piece;
      const inside = readItems(new Stream(piece.pieces), context, [], false);
      items.push({ kind: "each", loop, items: inside, when, start, end });
    } else {
      const value = readValue(stream, context);
      items.push({ kind: "value", value, when, start: value.start, end: value.end });
    }
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
