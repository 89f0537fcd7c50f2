import { readFileSync } from "node:fs";
import {
  integer,
  isArray,
  isFloat,
  isHash,
  isTime,
  RubyFloat,
  RubyRange,
  RubyTime,
  type Value,
} from "../../src/liquid/value.js";
import { floatText } from "../../src/liquid/values/print.js";

/** A value as `test/oracle/filters.rb` writes it. */
export type Tagged = null | boolean | number | string | Tagged[] | { readonly [name: string]: Tagged };

/** Rows that the Ruby engine gave; `ruby -W0 test/oracle/filters.rb test/cases/filters` records them anew. */
export function recorded<Row>(name: string): Row[] {
  const url = new URL(`../cases/filters/${name}.recorded.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as Row[];
}

/** The clock of the recording. */
export const recordedNow = new RubyTime(1_701_886_845_123_456_789n, 0, "UTC");

export function untag(tagged: Tagged): Value {
  if (Array.isArray(tagged)) return tagged.map(untag);
  if (tagged === null || typeof tagged !== "object") return tagged;
  if ("$float" in tagged)
    return new RubyFloat(Number((tagged.$float as string).replace("Infinity", "1e999").replace("NaN", "x")));
  if ("$integer" in tagged) return integer(BigInt(tagged.$integer as string));
  if ("$range" in tagged) {
    const [first, last] = tagged.$range as [number, number];
    return new RubyRange(first, last);
  }
  if ("$time" in tagged) {
    const [nanoseconds, offset, zone] = tagged.$time as [string, number, string | null];
    return new RubyTime(BigInt(nanoseconds), offset, zone ?? undefined);
  }
  return new Map(Object.entries(tagged).map(([name, value]) => [name, untag(value)]));
}

/** A text that tells values apart as Ruby's `eql?` does, and shows them in a failure. */
export function shown(value: Value): string {
  if (isFloat(value)) return `float ${floatText(value.value)}`;
  if (isTime(value)) return `time ${value.nanoseconds} ${value.offset} ${value.zone ?? ""}`.trimEnd();
  if (value instanceof RubyRange) return `range ${value.first} ${value.last}`;
  if (isArray(value)) return `[${value.map(shown).join(", ")}]`;
  if (isHash(value))
    return `{${[...value].map(([name, one]) => `${JSON.stringify(name)}: ${shown(one)}`).join(", ")}}`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
