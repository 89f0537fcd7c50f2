import { allChars, chars, charsOf, without } from "./chars.js";
import {
  type Atom,
  anyLike,
  charsOfAtom,
  concat,
  firstOfJson,
  isAnyText,
  isEscaped,
  known,
  knownRope,
  knownTexts,
  minLength,
  type Rope,
  sizeOf,
  type Text,
  textMin,
  union,
  withOneJson,
} from "./text.js";

type Repeat = Extract<Atom, { kind: "repeat" }>;

const isRepeat = (one: Atom | undefined): one is Repeat => one?.kind === "repeat";

/** Texts that a loop gathers are told apart up to so many, and so many characters of them. */
const mostTold = { size: 2000, ropes: 8 };

/** Any number of some texts, one after the other. */
export function repeated(text: Text): Rope {
  const of = text.filter((rope) => rope.length > 0);
  if (of.length === 0) return [];
  const told = of.length <= mostTold.ropes && sizeOf(of) <= mostTold.size && !of.some(isOpen);
  return told ? [{ kind: "repeat", of }] : [anyLike(of)];
}

/** Where nothing but its characters is known of one, no more is known of many. */
export const isOpen = (rope: Rope): boolean =>
  isAnyText([rope]) || rope.every((one) => one.kind === "chars" || one.kind === "escaped");

/** A print as one atom, where its texts are told apart by nothing that the document around them asks. */
export function asOne(text: Text): Text {
  if (text.length < 3 || knownTexts(text)) return text;
  const json = withOneJson(text);
  if (json.length === 1) return json;
  // What a loop has gathered may be cut apart again.
  return text.every((rope) => isEscaped(rope) && !rope.some(isRepeat))
    ? [[anyLike(text, textMin(text))]]
    : text;
}

/** Each text of a loop's head, with one more iteration's text after it. */
export const extended = (head: Text, iteration: Text): Text =>
  union(
    head.map((rope): Rope => {
      const last = rope.at(-1);
      return isRepeat(last)
        ? [...rope.slice(0, -1), ...repeated(union(last.of, iteration))]
        : [...rope, ...repeated(iteration)];
    }),
  );

/** Rows that are told apart where each part of a text may be one of several. */
const mostRows = 64;

/**
 * Texts one after the other. Where there would be too many rows, as after many optional members, those that are next
 * to each other are any number of any of them.
 */
export function inRow(parts: readonly Text[]): Text {
  const rows = parts.reduce((product, part) => product * part.length, 1);
  if (rows <= mostRows) return parts.reduce(concat, known(""));
  const merged: Text[] = [];
  let optional: Text[] = [];
  const close = () => {
    const rows = optional.reduce((product, part) => product * part.length, 1);
    if (rows > 2) merged.push([repeated(nameless(union(...optional)))]);
    else merged.push(...optional);
    optional = [];
  };
  for (const part of parts) {
    if (part.length > 1 || isWhite(part)) optional.push(part);
    else {
      close();
      merged.push(part);
    }
  }
  close();
  return merged.reduce(concat, known(""));
}

const isWhite = ([rope]: Text): boolean => {
  const text = rope && knownRope(rope);
  return text !== undefined && text.trim() === "";
};

/** A member of JSON: what is before its name, the name, and what its value begins with, or all of it. */
const member = /^(\s*,?\s*")[^"\\\u0000-\u001f]*("\s*:\s*)(.*)$/s;
const memberEnd = /\s*,?\s*$/;
const inString: Atom = { kind: "escaped", set: without(allChars, chars("control", "nul")), min: 0 };

/** Members of JSON without their names, and with any value where theirs is one, so that few are told apart. */
function nameless(text: Text): Text {
  const members = new Map<string, { before: string; colon: string; end: string; first: string }>();
  const others: Rope[] = [];
  for (const rope of text) {
    const [name, ...rest] = rope;
    const [, before, colon, value] = (name?.kind === "known" && member.exec(name.text)) || [];
    const ropeOfValue = value === undefined ? [] : row(known(value)[0]!, rest)[0]!;
    const last = ropeOfValue.at(-1);
    const end = last?.kind === "known" ? memberEnd.exec(last.text)![0] : "";
    const first = firstOfJson(end === "" ? ropeOfValue : withoutEnd(ropeOfValue, end.length));
    if (before === undefined || colon === undefined || first === undefined) others.push(rope);
    else {
      const key = `${before}\0${colon}\0${end}`;
      members.set(key, { before, colon, end, first: (members.get(key)?.first ?? "") + first });
    }
  }
  const merged = [...members.values()].map(({ before, colon, end, first }): Rope => {
    const json: Atom = { kind: "json", first: [...new Set(first)].sort().join("") };
    return [
      { kind: "known", text: before },
      inString,
      { kind: "known", text: colon },
      json,
      ...known(end)[0]!,
    ];
  });
  return union(others, merged);
}

const withoutEnd = (rope: Rope, length: number): Rope => {
  const last = rope.at(-1);
  const kept = last?.kind === "known" ? last.text.slice(0, -length) : "";
  return [...rope.slice(0, -1), ...known(kept)[0]!];
};

/** Ropes one after the other. */
export const row = (...ropes: readonly Rope[]): Text =>
  ropes.reduce<Text>((text, part) => concat(text, [part]), [[]]);

/**
 * The same texts, seen from one end: what is repeated nearest to it is not there at all, or there once with any number
 * more after it.
 */
export function unrolled(rope: Rope, from: "left" | "right"): Text {
  const index = from === "left" ? rope.findIndex(isRepeat) : rope.findLastIndex(isRepeat);
  const one = rope[index];
  if (!isRepeat(one)) return [rope];
  const [before, after] = [rope.slice(0, index), rope.slice(index + 1)];
  const more = one.of.map((iteration) =>
    from === "left" ? row(before, iteration, [one], after) : row(before, [one], iteration, after),
  );
  const without = row(before, after).flatMap((rest) => unrolled(rest, from));
  return union(without, ...more);
}

const holds = (one: Atom, char: string): boolean => (charsOfAtom(one) & charsOf(char)) !== 0;

/** Whether a text may end with another: true when in doubt. */
export function mayEndWith(rope: Rope, text: string): boolean {
  if (text === "") return true;
  const last = rope.at(-1);
  if (!last) return false;
  const rest = rope.slice(0, -1);
  if (last.kind === "known")
    return (
      last.text.endsWith(text) ||
      (text.endsWith(last.text) && mayEndWith(rest, text.slice(0, -last.text.length)))
    );
  if (isRepeat(last))
    return last.of.some((iteration) => mayEndWith(iteration, text)) || mayEndWith(rest, text);
  return minLength(last) === 0 || holds(last, text.at(-1)!);
}

/** Whether a text may begin with another: true when in doubt. */
export function mayBeginWith(rope: Rope, text: string): boolean {
  if (text === "") return true;
  const [first, ...rest] = rope;
  if (!first) return false;
  if (first.kind === "known")
    return (
      first.text.startsWith(text) ||
      (text.startsWith(first.text) && mayBeginWith(rest, text.slice(first.text.length)))
    );
  if (isRepeat(first))
    return first.of.some((iteration) => mayBeginWith(iteration, text)) || mayBeginWith(rest, text);
  return minLength(first) === 0 || holds(first, text[0]!);
}

/** What is left of a rope where it is known not to be empty, as far as a rope of one atom can say so. */
export function nonEmpty(rope: Rope): Text {
  const [one, more] = rope;
  if (!one || more) return [rope];
  if (one.kind === "repeat") return unrolled(rope, "right").filter((row) => row.length > 0);
  return one.kind === "chars" || one.kind === "escaped" ? [[{ ...one, min: Math.max(1, one.min) }]] : [rope];
}
