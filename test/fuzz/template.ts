import { Random } from "../support/random.js";
import { type Dialect, Grammar } from "./grammar/grammar.js";
import { standardInputs } from "./grammar/words.js";

/** Tags that put data into the variables of standard Liquid which a text reads. */
export function given(random: Random, text: string): string {
  return [...new Set(standardInputs)]
    .filter((name) => new RegExp(`\\b${name}\\b`).test(text) && random.chance(0.9))
    .map((name) => `{% assign ${name} = {{${random.pick(spaces)}.\${${name}}}} %}`)
    .join("");
}

const spaces = [
  "event_properties",
  "event_properties",
  "custom_attribute",
  "api_trigger_properties",
  "context",
];

/** A body that is JSON for many users: a document, and tags ahead of it. */
export function randomDocument(random: Random, dialect: Dialect): string {
  const grammar = new Grammar(random, dialect);
  const before = random.chance(0.4) ? grammar.statements(3, 1) : "";
  const text = before + (random.chance(0.85) ? grammar.object(2) : grammar.json(2));
  return given(random, text) + text;
}

/** Any Liquid at all. */
export const randomLiquid = (random: Random, dialect: Dialect, depth = 3): string =>
  new Grammar(random, dialect).body(depth);

/** Tags, and a condition that what they leave after decides. */
export interface Question {
  readonly before: string;
  readonly condition: string;
}

export function randomQuestion(random: Random): Question {
  const grammar = new Grammar(random, random.chance(0.5) ? "braze" : "standard");
  const before = random.chance(0.3) ? "" : grammar.statements(2);
  const condition = grammar.condition();
  return { before: given(random, before + condition) + before, condition };
}

/** The same draws for the same seed and number, whatever was drawn before. */
export const drawsOf = (seed: number, index: number): Random =>
  new Random((seed * 1_000_003 + index * 7919) >>> 0);
