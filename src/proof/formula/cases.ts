import { RubyFloat, RubyTime, type Value } from "../../liquid/value.js";
import { allChars, chars, digits } from "../domain/chars.js";
import { type Atom, anyOf, anyText, atom, concat, known, knownRope, textKey } from "../domain/text.js";
import { type Abstract, has, infinite, Kind, ofText, only } from "../domain/value.js";

/**
 * The kinds of values that a proof tells apart: together they are every value that data may hold. Each has examples that
 * a witness can be made of, the plainest first.
 */
export interface Case {
  readonly value: Abstract;
  readonly examples: readonly Value[];
}

const kind = (kinds: number): Abstract => ({ kinds, text: [] });

/** Decimals of so many digits that no float holds them. */
const endless = (sign: "" | "-"): Abstract =>
  ofText(concat(concat(known(sign), anyOf(digits, 309)), concat(known("."), anyOf(digits, 1))));
/** White space round a number: arithmetic passes over it, and strip takes it away. */
const padded = (value: Abstract): Abstract => {
  const pad = (min: number): Atom => ({
    kind: "chars",
    set: chars("space", "control"),
    min,
    max: Number.POSITIVE_INFINITY,
    pad: true,
  });
  return ofText(value.text.flatMap((rope) => [rope, [pad(1), ...rope, pad(0)], [...rope, pad(1)]]));
};
/** Text that is not blank and no decimal number. */
const words: Abstract = ofText([
  [{ kind: "chars", set: allChars, min: 1, max: Number.POSITIVE_INFINITY, wordy: true }],
]);

/** Longer than any float: arithmetic on it is infinite. */
const overflow = `${"9".repeat(320)}.5`;

const cases: readonly Case[] = [
  { value: kind(Kind.nil), examples: [null] },
  {
    value: words,
    examples: [
      'Bo\'s "Deli"',
      "two\nlines",
      "back\\slash",
      "tab\there",
      "\u0001",
      "plain text",
      "a,b",
      "1,299.00",
      "<b>&amp;</b>",
      '"'.repeat(60),
      `a${'"'.repeat(60)}`,
    ],
  },
  { value: ofText(known("")), examples: [""] },
  { value: ofText(anyOf(chars("space", "control", "foreign"), 1)), examples: [" ", "\n", "\u00a0"] },
  { value: kind(Kind.integer), examples: [7, 0, -1, 1701886845] },
  {
    value: kind(Kind.float),
    examples: [new RubyFloat(1.5), new RubyFloat(1e300), new RubyFloat(-0.5), new RubyFloat(1e308)],
  },
  { value: ofText(atom({ kind: "integer" })), examples: ["42", "0", "-3", "007"] },
  { value: padded(ofText(atom({ kind: "float" }))), examples: ["1.50", "-2.25", " 12.5 "] },
  { value: padded(endless("")), examples: [overflow, ` ${overflow}`] },
  { value: padded(endless("-")), examples: [`-${overflow}`, ` -${overflow}`] },
  { value: kind(Kind.true), examples: [true] },
  { value: kind(Kind.false), examples: [false] },
  { value: kind(Kind.time), examples: [RubyTime.fromMilliseconds(1_701_886_845_000)] },
  { value: kind(Kind.hash), examples: [new Map<string, Value>([["a", "b"]]), new Map()] },
  { value: kind(Kind.array), examples: [[], ["x"], [null], ['a"b', 1], ["x", null], [null, "x"]] },
];

/** The cases that a domain allows. What is known of its texts is kept: each rope is a case of its own. */
export const casesOf = (domain: Abstract): Case[] => {
  const anything = textKey(domain.text) === textKey(anyText);
  const open = cases.flatMap((one) => {
    if (!has(domain, one.value.kinds)) return [];
    if (one.value.kinds === Kind.text) return anything ? [one] : [];
    return [{ ...one, value: only(domain, one.value.kinds) }];
  });
  // Data never holds these; what arithmetic made may.
  const strange = only(domain, infinite | Kind.other);
  if (strange.kinds !== 0) open.push({ value: strange, examples: [] });
  if (anything) return open;
  const texts = domain.text.map((rope) => {
    const known = knownRope(rope);
    return { value: ofText([rope]), examples: known === undefined ? [] : [known] };
  });
  return [...open, ...texts];
};
