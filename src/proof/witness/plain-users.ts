import type { Value } from "../../liquid/value.js";
import { abstractOf } from "../domain/abstract-of.js";
import { has, Kind } from "../domain/value.js";
import { casesOf } from "../terms/cases.js";
import type { Input } from "../terms/term.js";
import type { Assignment } from "./fixture.js";

/** Users who hold something plain wherever the template reads: a text, a whole number, a list, a truth. */
export function plainUsers(inputs: readonly Input[]): Assignment[] {
  // What holds others is made of what it holds.
  const holders = new Set(inputs.flatMap(({ place }) => ("of" in place && place.of ? [place.of] : [])));
  const leaves = inputs.filter((input) => !holders.has(input));
  return ([undefined, 7, ["x", "y"], true] as const).map(
    (value) =>
      new Map(leaves.map((input) => [input, fits(input, value) ? copied(value) : plainValue(input)])),
  );
}

type Plain = undefined | 7 | readonly ["x", "y"] | true;

const copied = (value: Exclude<Plain, undefined>): Value => (typeof value === "object" ? [...value] : value);

const fits = ({ domain }: Input, value: Plain): value is Exclude<Plain, undefined> =>
  value !== undefined &&
  has(domain, typeof value === "object" ? Kind.array : abstractOf(value as Value).kinds);

const plainCase = 1;

/** A text without anything special, or whatever else the place allows. */
export function plainValue(input: Input): Value {
  const open = casesOf(input);
  const examples = (open.find((one) => one.examples.includes("plain text")) ?? open[plainCase] ?? open[0])
    ?.examples ?? [null];
  return examples.includes("plain text") ? "plain text" : (examples[0] ?? null);
}
