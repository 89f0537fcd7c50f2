import { everydayDigits, longestText } from "../../braze/inputs.js";
import { RubyFloat, RubyTime, type Value } from "../../liquid/value.js";
import { allChars, chars, digits, without } from "../domain/chars.js";
import { only } from "../domain/join.js";
import { ofRange } from "../domain/range.js";
import {
  type Atom,
  anyOf,
  atom,
  concat,
  isAnyText,
  known,
  knownRope,
  type NumberRange,
} from "../domain/text.js";
import { type AbstractValue, anyRange, anyTime, has, infinite, Kind, ofText } from "../domain/value.js";
import type { Case } from "./case.js";
import type { Input } from "./term.js";

/** Data never holds a NUL. */
const dataChars = without(allChars, chars("nul"));

const kind = (kinds: number): AbstractValue => ({ kinds, text: [] });

/** Decimals of so many digits that no float holds them. */
const endless = (sign: "" | "-"): AbstractValue =>
  ofText(concat(concat(known(sign), anyOf(digits, 309)), concat(known("."), anyOf(digits, 1))));

/** White space round a number: arithmetic passes over it, and strip takes it away. */
const padded = (value: AbstractValue, characters: number): AbstractValue => {
  const pad = (min: number): Atom => ({
    kind: "chars",
    set: chars("space", "control"),
    min,
    max: characters,
    pad: true,
  });
  return ofText(value.text.flatMap((rope) => [rope, [pad(1), ...rope, pad(0)], [...rope, pad(1)]]));
};

/** Longer than any float: arithmetic on it is infinite. */
const overflow = `${"9".repeat(320)}.5`;

/** How far data goes in some place. */
export interface Reach {
  /** Characters of a text. */
  readonly characters: number;
  /** Numbers, typed. */
  readonly range: NumberRange;
  /** Numbers, as text. */
  readonly textRange: NumberRange;
  /** No text contains a number that is too long for a clock. */
  readonly legible: boolean;
  readonly everyday: boolean;
}

const rangeOfDigits = (count: number): NumberRange => ({ most: 10 ** count, unit: 10 ** -count });

/** Whatever can be sent. A number that no float holds is none that a JSON writer makes. */
export const anyReach: Reach = {
  characters: Number.POSITIVE_INFINITY,
  range: { most: Number.MAX_VALUE, unit: 0 },
  textRange: anyRange,
  legible: false,
  everyday: false,
};
/** What Braze keeps of a property or an attribute. */
export const keptReach: Reach = {
  ...anyReach,
  characters: longestText,
  textRange: rangeOfDigits(longestText),
};
export const everydayReach: Reach = {
  characters: longestText,
  range: rangeOfDigits(everydayDigits),
  textRange: rangeOfDigits(everydayDigits),
  legible: true,
  everyday: true,
};

/** A character may take two UTF-16 units. */
const units = (characters: number): number => 2 * characters;

/** The cases of data in a place. */
export function dataCases({ characters, range, textRange, legible, everyday }: Reach): Case[] {
  const max = units(characters);
  const overflows = textRange.most > Number.MAX_VALUE;
  const unlessEveryday = <T>(...values: readonly T[]): readonly T[] => (everyday ? [] : values);
  return [
    { value: kind(Kind.nil), examples: [null] },
    {
      // Text that is not blank and no decimal number.
      value: ofText([
        [
          {
            kind: "chars",
            set: dataChars,
            min: 1,
            max,
            points: characters,
            wordy: true,
            ...(legible ? { legible } : {}),
            ...(everyday ? { range } : bounded(textRange)),
          },
        ],
      ]),
      examples: [
        'Bo\'s "Deli"',
        "two\nlines",
        "back\\slash",
        "tab\there",
        ...unlessEveryday("\u0001", "99999999999:10"),
        "plain text",
        "a,b",
        "1,299.00",
        "2024-05-01",
        "<b>&amp;</b>",
        "🎉",
        "true",
        // For templates that cut a text short.
        '"Bo" & Co',
        '"'.repeat(60),
        `a${'"'.repeat(60)}`,
      ],
    },
    { value: ofText(known("")), examples: [""] },
    {
      value: ofText(
        atom({ kind: "chars", set: chars("space", "control", "foreign"), min: 1, max, points: characters }),
      ),
      examples: [" ", "\n", ...unlessEveryday("\u00a0")],
    },
    { value: ofRange(Kind.integer, { ...range, unit: 1 }), examples: [7, 0, -1, 1701886845] },
    {
      value: ofRange(Kind.float, range),
      examples: [
        new RubyFloat(1.5),
        ...unlessEveryday(new RubyFloat(1e300)),
        new RubyFloat(-0.5),
        ...unlessEveryday(new RubyFloat(1e308), new RubyFloat(Number.MAX_VALUE)),
        ...(everyday ? [new RubyFloat(1234.99)] : []),
      ],
    },
    {
      value: ofText(atom({ kind: "integer", ...bounded({ ...textRange, unit: 1 }) })),
      examples: ["42", "0", "-3", "007"],
    },
    {
      value: padded(ofText(atom({ kind: "float", ...bounded(textRange) })), characters),
      examples: ["1.50", "-2.25", " 12.5 "],
    },
    ...(overflows
      ? [
          { value: padded(endless(""), characters), examples: [overflow, ` ${overflow}`] },
          { value: padded(endless("-"), characters), examples: [`-${overflow}`, ` -${overflow}`] },
        ]
      : []),
    { value: kind(Kind.true), examples: [true] },
    { value: kind(Kind.false), examples: [false] },
    { value: anyTime, examples: [RubyTime.fromMilliseconds(1_701_886_845_000)] },
    {
      value: kind(Kind.hash),
      examples: [
        new Map<string, Value>([["a", "b"]]),
        // Who asks for the size of an object gets a member.
        ...unlessEveryday(
          new Map<string, Value>(),
          new Map<string, Value>([["size", 'Bo\'s "Deli"']]),
          new Map<string, Value>([["size", 10n ** 20n]]),
        ),
      ],
    },
    {
      value: kind(Kind.array),
      examples: [
        [],
        ["x"],
        ['a"b', "c"],
        ["x", ""],
        ["x", false],
        ...unlessEveryday<Value>([null], ['a"b', 1], ["x", null], [null, "x"]),
      ],
    },
  ];
}

const bounded = (range: NumberRange): { range?: NumberRange } =>
  range.most < Number.POSITIVE_INFINITY ? { range } : {};

const allCases = dataCases(anyReach);

/** The cases that an input may be in. */
export const casesOf = (input: Pick<Input, "domain" | "cases">): readonly Case[] =>
  input.cases ?? casesIn(input.domain);

/** The cases that a domain allows. What is known of its texts is kept: each rope is a case of its own. */
export const casesIn = (domain: AbstractValue, cases: readonly Case[] = allCases): Case[] => {
  const anything = isAnyText(domain.text);
  const open = cases.flatMap((one) => {
    if (!has(domain, one.value.kinds)) return [];
    if (one.value.kinds === Kind.text) return anything ? [one] : [];
    return [{ ...one, value: cases === allCases ? only(domain, one.value.kinds) : one.value }];
  });
  // Data never holds these; what arithmetic made may.
  const strange = only(domain, infinite | Kind.other);
  if (strange.kinds !== 0) open.push({ value: strange, examples: [] });
  if (anything) return open;
  const texts = domain.text.map((rope) => {
    const text = knownRope(rope);
    return { value: ofText([rope]), examples: text === undefined ? [] : [text] };
  });
  return [...open, ...texts];
};
