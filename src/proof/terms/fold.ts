import { type Assumptions, assumptions, defaultAssumptions } from "../../liquid/assumptions.js";
import type { FilterDefinition } from "../../liquid/filters/index.js";
import { LiquidError } from "../../liquid/liquid-error.js";
import { weightOf } from "../../liquid/runtime/weight.js";
import { RubyTime, type Value } from "../../liquid/value.js";
import { abstractOf } from "../domain/abstract-of.js";
import { join, keyOf } from "../domain/join.js";
import { anyMessage, type Messages } from "../domain/messages.js";
import { constants } from "../domain/printed.js";
import { known } from "../domain/text.js";
import type { Outcome } from "../domain/transfer.js";
import { type AbstractValue, has, Kind } from "../domain/value.js";

const mostFolds = 40;
/** Characters, items and digits that a filter may be given here, and the most that one such as `replace` may make of them. */
const mostGiven = 4096;
const mostMade = 65_536;
/** Moments that have nothing in common: what a filter makes at both it makes at any. */
const moments = ["1987-03-05T04:08:09.123Z", "2036-11-26T17:49:58.987Z"].map((moment) =>
  RubyTime.fromMilliseconds(Date.parse(moment)),
);

/** Small finite sets go through the filter itself, under every setting of the assumptions that it hangs on. */
export function fold(
  filter: FilterDefinition,
  input: AbstractValue,
  args: readonly AbstractValue[],
): Outcome | undefined {
  const sets: Value[][] = [];
  let count = 1;
  for (const set of [input, ...args]) {
    const values = constants(set);
    if (!values) return undefined;
    sets.push(values);
    count *= values.length;
  }
  if (count > mostFolds) return undefined;
  // What doubles at each filter is refused before it is made.
  const [size, ...sizes] = sets.map((values) => Math.max(0, ...values.map(sizeOf)));
  const given = sizes.reduce((sum, one) => sum + one, 0);
  if (size! + given > mostGiven || size! * given > mostMade) return undefined;
  const rows = sets.reduce<Value[][]>(
    (found, set) => found.flatMap((row) => set.map((one) => [...row, one])),
    [[]],
  );
  const [made, later] = (filter.traits.clock ? moments : moments.slice(0, 1)).map((now) =>
    applied(filter, rows, now),
  );
  if (!later) return made;
  // Two Times have the same key.
  const same = made && !has(made.value, Kind.time) && keyOf(made.value) === keyOf(later.value);
  return same && !made.fails && !later.fails ? made : undefined;
}

/** What a filter makes of each row, at some moment. */
function applied(
  filter: FilterDefinition,
  rows: readonly (readonly Value[])[],
  now: RubyTime,
): Outcome | undefined {
  const values: AbstractValue[] = [];
  let fails: Messages;
  for (const assume of settingsOf(filter)) {
    for (const [first, ...rest] of rows) {
      try {
        values.push(abstractOf(filter.apply(first ?? null, rest, { now, assume })));
      } catch (error) {
        // What is too large to make is not a constant to go on with.
        if (!(error instanceof LiquidError)) return undefined;
        fails = anyMessage(fails, known(error.message));
      }
    }
  }
  return { value: join(...values), fails };
}

const sizeOf = (value: Value): number =>
  typeof value === "bigint" ? value.toString().length : weightOf(value);

/** Every way to set what a filter hangs on. */
export function settingsOf({ assumes }: FilterDefinition): Assumptions[] {
  return assumes.reduce<Assumptions[]>(
    (settings, name) =>
      settings.flatMap((setting) => assumptions[name].values.map((value) => ({ ...setting, [name]: value }))),
    [defaultAssumptions],
  );
}
