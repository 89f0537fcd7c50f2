import { mayBeMoney } from "../../rules/subject/money.js";
import type { JsonNode } from "../../source/json.js";
import { quoted } from "../../source/json-text.js";
import { shortened } from "../../source/shortened.js";
import { wordsOf } from "../../source/words.js";
import { type Definitions, infer, numericOf } from "./infer.js";
import type { Members } from "./known-names.js";

/** A property whose values say more than their type, with one of them, or one of each kind. */
interface OddProperty {
  readonly name: string;
  readonly values: readonly string[];
}

/** Amounts that are texts which no number is read from: with a currency, or separators between digits. */
export const amountsAsText = (properties: Definitions, samples: readonly Members[]): OddProperty[] =>
  found(properties, samples, ["amount"]);

/** Times that some samples have in seconds since 1970 and others in milliseconds. */
export const timesOfTwoUnits = (properties: Definitions, samples: readonly Members[]): OddProperty[] =>
  found(properties, samples, ["seconds", "milliseconds"]);

type Oddity = "amount" | "seconds" | "milliseconds";

/** What a value says beside its type. */
export function oddityOf(name: string, node: JsonNode): Oddity | undefined {
  if (node.kind !== "number" && node.kind !== "string") return undefined;
  const text = node.text ?? String(node.value);
  if (isNumber(node)) return isTime(name) ? unitOf(text) : undefined;
  if (node.kind === "number" || !isAmount(text)) return undefined;
  return mayBeMoney(name) || /\p{Sc}/u.test(text) ? "amount" : undefined;
}

function isNumber(node: JsonNode): boolean {
  const type = infer(node);
  return type.kind === "scalar" && numericOf(type) !== undefined;
}

/** `$1,299.00`, `12,50 €`, `CHF 1’200.–`, `(5.00)`. */
const isAmount = (text: string): boolean =>
  text.length <= 40 &&
  /^[-+(]?\s*(?:\p{L}{0,3}\p{Sc}|\p{L}{1,3}\.?)?\s*[-+]?\d[\d\s.,'’]*[-–]?\s*(?:\p{L}{0,3}\p{Sc}|\p{L}{1,3}\.?)?\)?$/u.test(
    text.trim(),
  );

const timeWords = new Set(
  "time timestamp date at on ts epoch expires expiry since until start end".split(" "),
);
const isTime = (name: string): boolean => wordsOf(name).some((word) => timeWords.has(word));

/** Of times from 2001 to 2100. */
function unitOf(text: string): "seconds" | "milliseconds" | undefined {
  if (/^[1-4]\d{9}(\.\d+)?$/.test(text)) return "seconds";
  return /^[1-4]\d{12}(\.\d+)?$/.test(text) ? "milliseconds" : undefined;
}

/** The properties of whose values there are ones of each of these, whatever is around them. */
function found(
  properties: Definitions,
  samples: readonly Members[],
  wanted: readonly Oddity[],
): OddProperty[] {
  return [...properties].flatMap(([name, type]): OddProperty[] => {
    const own = samples.flatMap((sample) => sample.findLast((member) => member.name === name)?.value ?? []);
    const inside = type.kind === "array" ? type.items : type;
    const values = own.flatMap((value) => value.items ?? [value]);
    if (inside.kind === "object")
      return found(
        inside.members,
        values.map((value) => value.members ?? []),
        wanted,
      );
    const first = wanted.map((oddity) => values.find((value) => oddityOf(name, value) === oddity));
    return first.every((value) => value !== undefined) ? [{ name, values: first.map(shown) }] : [];
  });
}

const shown = (node: JsonNode): string => node.text ?? quoted(shortened(String(node.value), 40));
