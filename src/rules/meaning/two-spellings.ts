import { written } from "../../braze/check-name.js";
import { brazeNames } from "../../braze/names.js";
import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Body } from "../../liquid/syntax/template.js";
import type { Range } from "../../source/source.js";
import { wordsOf } from "../../source/words.js";
import type { Rule } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";

export const twoSpellings: Rule = {
  kind: findingKind("MI147", "two-spellings", "warning"),
  summary: "Two names that differ as a word and its misspelling do.",
  why: "Custom attributes and event properties may have any name, so a misspelt one is not an error: it is blank for everybody, and its member is empty or its branch never taken.",
  fix: "Write the name as it is in Braze, in both places. If there are really two, say so: `{% comment %}mi-braze-ignore two-spellings both are set{% endcomment %}`.",
  sources: [
    "https://www.braze.com/docs/user_guide/data/activation/custom_data/custom_attributes",
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/supported_personalization_tags",
  ],
  bad: {
    body: `{% if custom_attribute.\${customer_tier} != blank %}{% assign known = 1 %}{% endif %}{"known": {{known | plus: 0}}, "tier": "{{custom_attribute.\${custmer_tier} | json_escape}}"}`,
  },
  good: {
    body: `{% if custom_attribute.\${customer_tier} != blank %}{% assign known = 1 %}{% endif %}{"known": {{known | plus: 0}}, "tier": "{{custom_attribute.\${customer_tier} | json_escape}}"}`,
  },
  check: ({ fields }, report) =>
    fields.flatMap((field) =>
      familiesIn(field.template.nodes).flatMap((family) =>
        pairsOf([...family.values()]).map(({ likely, other, isTold }) =>
          report(
            `${other.shown} and ${likely.shown} look like two spellings of one name${isTold ? `; did you mean ${likely.shown}?` : ": one of them is blank"}`,
            field.spanOf(other.places[0]!),
          ),
        ),
      ),
    ),
};

/** A name that the sender of the data chooses. */
interface Spelling {
  readonly name: string;
  /** As a template writes it. */
  readonly shown: string;
  readonly places: Range[];
}

/** The names that are read, those of one namespace or of one object together. */
function familiesIn(nodes: Body): Map<string, Spelling>[] {
  const families = new Map<string, Map<string, Spelling>>();
  const add = (family: string, name: string, shown: string, place: Range) => {
    const known = families.get(family) ?? new Map<string, Spelling>();
    families.set(family, known);
    const spelling = known.get(name) ?? { name, shown, places: [] };
    known.set(name, spelling);
    spelling.places.push(place);
  };
  for (const { namespace, name, start, end } of liveNodesOf(nodes, "reference"))
    if (namespace && isOpen(namespace.text))
      add(namespace.text, name.text, written(namespace.text, name.text), { start, end });
  for (const { root, path } of liveNodesOf(nodes, "lookup")) {
    const [key] = path;
    if (key?.kind !== "key" || (root.kind !== "variable" && root.kind !== "reference")) continue;
    const of = root.kind === "variable" ? root.text : written(root.namespace?.text, root.name.text);
    if (of !== "forloop" && of !== "tablerowloop")
      add(`${of}.`, key.text, `${of}.${key.text}`, { start: key.start, end: key.end });
  }
  return [...families.values()];
}

const isOpen = (namespace: string): boolean =>
  brazeNames.some((entry) => entry.namespace === namespace && entry.name === undefined);

interface Pair {
  readonly likely: Spelling;
  readonly other: Spelling;
  /** The template itself tells which is the right one: it is read more often, or its words are. */
  readonly isTold: boolean;
}

function pairsOf(family: readonly Spelling[]): Pair[] {
  const words = family.map(({ name }) => wordsOf(name));
  const uses = new Map<string, number>();
  for (const [index, { places }] of family.entries())
    for (const word of words[index]!) uses.set(word, (uses.get(word) ?? 0) + places.length);
  const weight = (index: number) => words[index]!.reduce((sum, word) => sum + uses.get(word)!, 0);
  return alike(words).flatMap(([index, next]) => {
    const [one, other] = [family[index]!, family[next]!];
    const more = weight(index) - weight(next);
    return more >= 0
      ? [{ likely: one, other, isTold: more > 0 }]
      : [{ likely: other, other: one, isTold: true }];
  });
}

/** A longer word was not typed by hand, and would have too many forms. */
const longestWord = 40;

/**
 * The names of which one may be the other misspelt, in their order. Two words that are a slip apart have a form in common:
 * the word itself or the word without one of its letters. So only names that share one are compared, and thousands of names
 * cost no more than each by itself.
 */
function alike(names: readonly (readonly string[])[]): [number, number][] {
  const byForm = new Map<string, Set<number>>();
  for (const [index, words] of names.entries())
    for (const [at, word] of words.entries()) {
      if (/\d/.test(word) || word.length > longestWord) continue;
      for (const form of formsOf(word)) {
        const key = words.with(at, `*${form}`).join(" ");
        byForm.set(key, (byForm.get(key) ?? new Set()).add(index));
      }
    }
  const pairs = new Map<string, [number, number]>();
  for (const sharing of byForm.values()) {
    const indices = [...sharing];
    for (const [at, one] of indices.entries())
      for (const other of indices.slice(at + 1))
        if (isMisspelling(names[one]!, names[other]!)) pairs.set(`${one} ${other}`, [one, other]);
  }
  return [...pairs.values()].sort(([a, b], [c, d]) => a - c || b - d);
}

const formsOf = (word: string): string[] => [
  word,
  ...Array.from({ length: word.length }, (_, index) => word.slice(0, index) + word.slice(index + 1)),
];

/** Words that are one slip apart and mean two things. */
const bothAreWords: readonly (readonly [string, string])[] = [
  ["country", "county"],
  ["customer", "custom"],
  ["latitude", "altitude"],
  ["message", "massage"],
  ["attribution", "attributions"],
  ["conversion", "conversation"],
];

/**
 * One word of the name differs, and by one slip of the fingers: a letter too few, too many, in the wrong place, or, in a long
 * word, another one. A plural, a number, an ending or another first letter makes another name.
 */
function isMisspelling(first: readonly string[], second: readonly string[]): boolean {
  if (first.length !== second.length) return false;
  const different = first.flatMap((word, index) => (word === second[index] ? [] : [[word, second[index]!]]));
  const [pair, ...others] = different;
  if (!pair || others.length > 0) return false;
  const [long, short] = pair.toSorted((x, y) => y.length - x.length) as [string, string];
  if (/\d/.test(long + short) || long[0] !== short[0] || long.startsWith(short)) return false;
  if (bothAreWords.some((two) => two.includes(long) && two.includes(short))) return false;
  if (long.length !== short.length) return long.length >= 6 && lacksOne(long, short);
  const at = [...long].findIndex((letter, index) => letter !== short[index]);
  const rest = long.slice(at + 1) === short.slice(at + 1);
  if (rest) return long.length >= 8 && at < long.length - 1;
  return (
    long.length >= 5 &&
    long[at] === short[at + 1] &&
    long[at + 1] === short[at] &&
    long.slice(at + 2) === short.slice(at + 2)
  );
}

const lacksOne = (long: string, short: string): boolean =>
  long.length === short.length + 1 &&
  [...long].some((_, index) => long.slice(0, index) + long.slice(index + 1) === short);
