import { distance } from "fastest-levenshtein";
import { own } from "./own.js";
import { wordsOf } from "./words.js";

/** Something that is found by the words in its fields; a word counts for as much as the weightiest field that has it. */
export interface Entry<Value> {
  readonly value: Value;
  readonly fields: readonly (readonly [weight: number, text: string])[];
}

/** Words that are in every sentence and tell nothing of what it is about. */
const empty = new Set(
  "a an and are as at be but by can do does for from get had has have how i if in into is it its me my no not of on or our so that the their them then there they this to too up was we were what when where which who why will with you your see nothing something everything please help".split(
    " ",
  ),
);

/** What people call a thing that our pages call otherwise. */
const synonyms: Readonly<Record<string, string>> = {
  absent: "missing",
  duplicate: "twice",
  double: "twice",
  lost: "missing",
  email: "e-mail",
  mail: "e-mail",
  newline: "line break",
  linebreak: "line break",
  null: "missing",
  nil: "missing",
  undefined: "missing",
  password: "credential",
  timezone: "time zone",
  tz: "time zone",
  cent: "cents",
  bracket: "brace",
  quotation: "quote",
  apostrophe: "quote",
};

/** The entries that a person's words speak of, the best first. */
export function searchWords<Value>(query: string, entries: readonly Entry<Value>[]): Value[] {
  const index = entries.map(({ value, fields }) => ({ value, weights: weightsOf(fields) }));
  const known = new Set(index.flatMap(({ weights }) => [...weights.keys()]));
  const wanted = [...new Set(termsOf(query).map((word) => knownWord(word, known)))];
  const rarity = new Map(
    wanted.map((word) => {
      const having = index.filter(({ weights }) => weights.has(word)).length;
      return [word, having === 0 ? 0 : Math.log(1 + entries.length / having)] as const;
    }),
  );
  const scored = index
    .map(({ value, weights }) => {
      const found = wanted.filter((word) => weights.has(word));
      const score = found.reduce((sum, word) => sum + rarity.get(word)! * weights.get(word)!, 0);
      // Most of what was asked for has to be there: one common word of five says nothing.
      return { value, score: found.length * 2 >= wanted.length ? score * (found.length / wanted.length) : 0 };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter(({ score }) => score > best / 4).map(({ value }) => value);
}

function weightsOf(fields: Entry<unknown>["fields"]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [weight, text] of fields)
    for (const word of termsOf(text)) weights.set(word, Math.max(weight, weights.get(word) ?? 0));
  return weights;
}

const termsOf = (text: string): string[] =>
  inOneWord(text)
    .filter((word) => !empty.has(word))
    .flatMap((word) => inOneWord(own(synonyms, stem(word)) ?? word))
    .map(stem);

const inOneWord = (text: string): string[] => wordsOf(text.toLowerCase().replaceAll("e-mail", "email"));

/** `prices` and `price`, `escaped` and `escape` are one word to a person. */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  return word.replace(/(?:ies)$/, "y").replace(/(?:ing|edly|ed|es|s|e)$/, "");
}

/** The word itself where a page has it, else the one word that it is a misspelling of. */
function knownWord(word: string, known: ReadonlySet<string>): string {
  if (known.has(word) || word.length < 4) return word;
  const allowed = word.length < 7 ? 1 : 2;
  return [...known].find((other) => other[0] === word[0] && distance(word, other) <= allowed) ?? word;
}
