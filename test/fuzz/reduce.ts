import { isArray, isHash, type Value } from "../../src/liquid/value.js";
import { hashOf } from "../../src/liquid/values/from-json.js";
import { parseJson } from "../../src/source/json.js";
import type { Case } from "./case.js";
import { jsonOf } from "./users.js";

/** The place of the first case that is still wrong. */
export type FirstWrong = (cases: readonly Case[]) => number | undefined;

/** Rounds after which a case is small enough, as each may cost a start of Ruby. */
const mostRounds = 400;

/** A small case that is wrong in the same way: parts of the template and of the user are left out, as long as it is. */
export function reduced(found: Case, firstWrong: FirstWrong): Case {
  let least = found;
  for (let round = 0; round < mostRounds; round++) {
    const smaller = [...smallerCases(least)];
    const first = firstWrong(smaller);
    if (first === undefined) return least;
    least = smaller[first]!;
  }
  return least;
}

function* smallerCases(one: Case): Generator<Case> {
  if (Object.keys(one.assume).length > 0) yield { ...one, assume: {} };
  for (const template of smallerTexts(one.template))
    if (template.length < one.template.length) yield { ...one, template };
  for (const user of smallerValues(hashOf(parseJson({ name: "user", text: one.user }).root)))
    if (isHash(user)) yield { ...one, user: jsonOf(user) };
}

/** Without a stretch of its pieces, the longest first; without the two tags of a block; with a tag written shorter. */
function* smallerTexts(text: string): Generator<string> {
  const pieces = text.split(/(\{\{(?:\{\{.*?\}\}|.)*?\}\}|\{%.*?%\})/s).filter((piece) => piece !== "");
  for (let length = pieces.length - 1; length > 0; length = length > 4 ? Math.floor(length / 2) : length - 1)
    for (let start = 0; start + length <= pieces.length; start++)
      yield [...pieces.slice(0, start), ...pieces.slice(start + length)].join("");
  for (let open = 0; open < pieces.length; open++)
    if (pieces[open]!.startsWith("{%"))
      for (let close = open + 2; close < pieces.length; close++)
        if (pieces[close]!.startsWith("{%"))
          yield pieces.filter((_, index) => index !== open && index !== close).join("");
  for (const [index, piece] of pieces.entries())
    for (const shorter of smallerPieces(piece))
      yield [...pieces.slice(0, index), shorter, ...pieces.slice(index + 1)].join("");
}

/** Without a filter, a word, or a character of text. */
function* smallerPieces(piece: string): Generator<string> {
  if (!piece.startsWith("{")) {
    yield* withoutOne(piece, 40);
    return;
  }
  const filters = piece.split(/(\|[^|%}]*)/);
  for (let at = 1; at < filters.length; at += 2)
    yield [...filters.slice(0, at), ...filters.slice(at + 1)].join("");
  const words = piece.slice(2, -2).split(/( +|\n+|(?<=[.[\]:,])|(?=[.[\]:,-]))/);
  for (let length = 3; length > 0; length--)
    for (let at = 0; at + length <= words.length; at++)
      yield piece.slice(0, 2) +
        [...words.slice(0, at), ...words.slice(at + length)].join("") +
        piece.slice(-2);
}

/** Without one of the first characters; a character is not cut in two, as half of one is not text. */
function* withoutOne(text: string, most: number): Generator<string> {
  const characters = [...text];
  if (characters.length < 2) return;
  for (let at = 0; at < Math.min(characters.length, most); at++)
    yield [...characters.slice(0, at), ...characters.slice(at + 1)].join("");
}

/** Without a member or an item; with a simpler value in the place of one. */
function* smallerValues(value: Value): Generator<Value> {
  if (isHash(value)) {
    const members = [...value];
    for (let at = 0; at < members.length; at++) {
      yield new Map(members.filter((_, index) => index !== at));
      for (const inner of smallerValues(members[at]![1]))
        yield new Map(members.map(([name, one], index) => [name, index === at ? inner : one]));
    }
  } else if (isArray(value)) {
    for (let at = 0; at < value.length; at++) {
      yield value.filter((_, index) => index !== at);
      for (const inner of smallerValues(value[at]!))
        yield value.map((one, index) => (index === at ? inner : one));
    }
  } else if (typeof value === "string" && value.length > 1 && !/^\d{4}-/.test(value)) {
    const characters = [...value];
    const half = characters.length >> 1;
    yield characters.slice(0, half).join("");
    yield characters.slice(half).join("");
    if (value.length < 20) yield* withoutOne(value, 20);
  } else if (typeof value === "bigint") yield 1;
}
