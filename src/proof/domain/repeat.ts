import { charsOf } from "./chars.js";
import {
  type Atom,
  anyLike,
  charsOfAtom,
  concat,
  isAnyText,
  isEscaped,
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

/** Any number of some texts, one behind the other. */
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

/** Each text of a loop's head, with one more iteration's text behind it. */
export const extended = (head: Text, iteration: Text): Text =>
  union(
    head.map((rope): Rope => {
      const last = rope.at(-1);
      return isRepeat(last)
        ? [...rope.slice(0, -1), ...repeated(union(last.of, iteration))]
        : [...rope, ...repeated(iteration)];
    }),
  );

/** Ropes one behind the other. */
export const row = (...ropes: readonly Rope[]): Text =>
  ropes.reduce<Text>((text, part) => concat(text, [part]), [[]]);

/**
 * The same texts, seen from one end: what is repeated nearest to it is not there at all, or there once with any number
 * more behind it.
 */
export function unrolled(rope: Rope, from: "left" | "right"): Text {
  const index = from === "left" ? rope.findIndex(isRepeat) : rope.findLastIndex(isRepeat);
  const one = rope[index];
  if (!isRepeat(one)) return [rope];
  const [before, behind] = [rope.slice(0, index), rope.slice(index + 1)];
  const more = one.of.map((iteration) =>
    from === "left" ? row(before, iteration, [one], behind) : row(before, [one], iteration, behind),
  );
  const without = row(before, behind).flatMap((rest) => unrolled(rest, from));
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
