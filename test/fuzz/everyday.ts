import { everydayDigits, longestText } from "../../src/braze/inputs.js";
import type { Template } from "../../src/liquid/syntax/template.js";
import { type Hash, isArray, isFloat, isHash, RubyFloat, type Value } from "../../src/liquid/value.js";
import { analyze } from "../../src/proof/analysis.js";
import { everyValue, type Usage, type Usages, usageOf, usagesOf } from "../../src/proof/terms/input-model.js";
import type { Random } from "../support/random.js";
import { scopeFor } from "./case.js";
import { literalsOf, namesIn, userOf, type Values } from "./users.js";

/* Users whose data holds what docs/inputs.md calls everyday, and nothing beyond it. */

const texts = [
  'Bo\'s "Deli"',
  "two\nlines",
  "back\\slash",
  "tab\there",
  "line\r\nline",
  "plain",
  "",
  " ",
  "\n",
  "\u00a0",
  "a,b",
  "a,b,,c",
  ",",
  "ok",
  "{",
  "x",
  "a",
  "q'q",
  "12 USD",
  "1,299.00",
  "{}",
  '{"id": 1}',
  "[1, 2]",
  "null",
  "nil",
  "<b>&amp; 'x'</b>",
  "😀",
  "é",
  "ÄÖ ß",
  '"',
  '", "',
  '"'.repeat(60),
  `x${"\\".repeat(254)}`,
  "\\",
  "\\u0041",
  "\u2028",
  "https://x.example/?a=b&c=d e",
  "%Y",
  "{{ x }}",
  "America/New_York",
  "now",
  "Infinity",
  "abc".repeat(85),
];
const dates = [
  "2023-12-06",
  "2023-12-06T19:20:45Z",
  "2023-12-06T19:20:45+01:00",
  "1999-01-31 23:59",
  "2031-07-04T00:00:00.000Z",
];
const numberTexts = ["0", "1", "42", "-3", "007", "1.50", "-2.25", "12.5", " 12.5 ", "123456789012345"];
const integers = [0, 0, 1, 1, 2, 3, -1, -3, 7, 10, 50, 1000, 1701886845, 10 ** everydayDigits - 1];
const floats = [0.5, 1.5, -2.75, 10, 0, 1234.99, 0.001, 99999999.25];

/** How a template reads each name, as the proof tells it. */
export const usagesIn = (template: Template): Usages => {
  const { terms } = analyze(template, new Map(), everyValue).prover;
  return usagesOf(terms);
};

const usageNamed = (usages: Usages, name: string): Usage =>
  usageOf(usages, { place: { kind: "variable", name } });

class EverydayValues implements Values {
  readonly #random: Random;
  readonly #words: readonly Value[];

  constructor(
    random: Random,
    private readonly usages: Usages,
    private readonly members: readonly string[],
    words: readonly Value[],
  ) {
    this.#random = random;
    this.#words = words.filter(isEveryday);
  }

  text(): string {
    const random = this.#random;
    const draw = random.below(10);
    if (draw < 7) return random.pick(texts);
    if (draw < 8) return (random.pick(texts) + random.pick(texts)).slice(0, 255);
    return random.pick(draw < 9 ? dates : numberTexts);
  }

  scalar(): Value {
    const random = this.#random;
    if (this.#words.length > 0 && random.chance(0.2)) return random.pick(this.#words);
    const draw = random.below(10);
    if (draw < 6) return this.text();
    if (draw < 8) return random.pick(integers);
    if (draw < 9) return new RubyFloat(random.pick(floats));
    return random.chance(0.5);
  }

  at(name: string): Value {
    return this.#random.chance(0.1) ? null : this.#held(name);
  }

  /** What a name holds where it holds something. */
  #held(name: string): Value {
    const random = this.#random;
    const usage = usageNamed(this.usages, name);
    if (usage.list && !(usage.object && random.chance(0.5))) return this.#list(name, usage);
    if (usage.sized && random.chance(0.3)) return this.#list(name, usage);
    return usage.object ? this.#object(name) : this.scalar();
  }

  #list(name: string, { objects }: Usage): Value[] {
    return Array.from({ length: this.#random.below(4) }, (_, index) => {
      const item = itemName(this.usages, name, index);
      return objects ? this.#object(item) : this.#held(item);
    });
  }

  #object(name: string): Value {
    const random = this.#random;
    const known = this.members.filter(() => random.chance(0.8));
    return new Map(known.map((key) => [key, this.at(memberName(name, key))]));
  }

  /** Items of a catalog. */
  items(): Value[] {
    return Array.from({ length: this.#random.below(3) }, () => this.#object("items[0]"));
  }
}

/** A user all of whose values are everyday, in the format of fixture files. */
export function everydayUser(
  random: Random,
  template: Template,
  usages: Usages = usagesIn(template),
): string {
  const values = new EverydayValues(random, usages, namesIn(template), literalsOf(template));
  return userOf(random, template, values, values.items());
}

/** Names as the proof gives them to what is inside a value. */
const memberName = (name: string, key: string): string =>
  /^\w+$/.test(key) ? `${name}.${key}` : `${name}[${JSON.stringify(key)}]`;

function itemName(usages: Usages, name: string, index: number): string {
  const own = `${name}[${index}]`;
  return usages.has(own) ? own : `${name}[0]`;
}

/** Whether a user, in the format of fixture files, holds everyday values alone. */
export function isEverydayUser(user: string, template: Template): boolean {
  const usages = usagesIn(template);
  const { profile, namespaces, variables, connectedContent, catalogItems } = scopeFor({ user, assume: {} });
  const fit = (hash: Hash, nameOf: (name: string) => string) =>
    [...hash].every(([name, value]) => fits(usages, nameOf(name), value));
  return (
    [...profile.values()].every((value) => !isArray(value) && !isHash(value)) &&
    [...namespaces].every(([space, hash]) => fit(hash, (name) => `${space}.\${${name}}`)) &&
    variables.size === 0 &&
    fit(connectedContent, (name) => name) &&
    (catalogItems ?? []).every((item) => isHash(item) && fits(usages, "items[0]", item, "object"))
  );
}

function fits(usages: Usages, name: string, value: Value, as?: "item" | "object"): boolean {
  const usage = usageNamed(usages, name);
  if (value === null) return as === undefined;
  if (isArray(value))
    return (
      (usage.list || usage.sized) &&
      value.every((item, index) =>
        fits(usages, itemName(usages, name, index), item, usage.objects ? "object" : "item"),
      )
    );
  if (isHash(value))
    return (
      (usage.object || as === "object") &&
      [...value].every(([key, member]) => fits(usages, memberName(name, key), member))
    );
  return as !== "object" && !usage.list && !usage.object && isEveryday(value);
}

const control = /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const decimal = /^[+-]?[\d.]+(e[+-]?\d+)?$/i;

/** Whether it is an everyday text, number or boolean. */
function isEveryday(value: Value): boolean {
  if (typeof value === "boolean") return true;
  if (typeof value === "string") {
    const number = decimal.test(value.trim()) ? value.replaceAll(/\D/g, "").length : 0;
    return [...value].length <= longestText && !control.test(value) && number <= everydayDigits;
  }
  if (isFloat(value)) {
    const { value: float } = value;
    return Math.abs(float) < 10 ** everydayDigits && (float === 0 || Math.abs(float) > 10 ** -everydayDigits);
  }
  return typeof value === "number" && Math.abs(value) < 10 ** everydayDigits;
}
