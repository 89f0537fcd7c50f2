import type { Range } from "../source/source.js";
import { isQuote, readBare, readName, readString } from "./document-text.js";
import { type Item, type Member, Unreadable, type Value } from "./document-tree.js";
import { type Arm, type Loss, not, type Piece, type Test } from "./expression.js";
import { isComma, Stream, structureIn } from "./stream.js";

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
