import type { Property } from "../../config/model/config.js";
import { everyProperty } from "../../config/model/properties.js";
import { isMinorUnits, mayBeMoney } from "../../rules/subject/money.js";
import { wordsOf } from "../../source/words.js";
import { type Inferred, numericOf } from "./infer.js";

/** `price` of `price_cents`: what an amount is called in whole units that is in cents by its name, and whole in every sample. */
export function wholeName(name: string, type: Inferred): string | undefined {
  if (type.kind !== "scalar" || numericOf(type) !== "integer" || !/^[a-z]\w*$/i.test(name)) return undefined;
  if (!isMinorUnits(name) || !mayBeMoney(name) || wordsOf(name).includes("micros")) return undefined;
  const words = wordsOf(name).filter((word) => word !== "in" && !isMinorUnits(word));
  const whole = name.includes("_")
    ? words.join("_")
    : words.map((word, at) => (at === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join("");
  return whole === "" ? undefined : whole;
}

/** What is read as cents, and under which name it is sent. */
export const scaledIn = (properties: readonly Property[]): (readonly [cents: string, whole: string])[] =>
  everyProperty(properties).flatMap((property) => {
    if (!("scaling" in property) || property.scaling?.factor !== "0.01") return [];
    const [source] = property.from;
    const name =
      "path" in source ? (source.path.at(-1) ?? ("name" in source ? source.name : undefined)) : undefined;
    return name === undefined ? [] : [[String(name), property.name] as const];
  });
