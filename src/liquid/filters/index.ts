import { LiquidError } from "../liquid-error.js";
import type { Value } from "../value.js";
import { arrayFilters } from "./arrays.js";
import { dateFilters } from "./dates.js";
import type { FilterContext, FilterDefinition } from "./definition.js";
import { encodingFilters } from "./encoding.js";
import { jsonFilters } from "./json.js";
import { numberFilters } from "./numbers.js";
import { otherFilters } from "./other.js";
import { textFilters } from "./text.js";

/** Every filter, by name. A new one is a record in its family's file. */
export const filters: ReadonlyMap<string, FilterDefinition> = new Map(
  [textFilters, arrayFilters, numberFilters, dateFilters, encodingFilters, jsonFilters, otherFilters]
    .flat()
    .map((filter) => [filter.name, filter]),
);

export const findFilter = (name: string): FilterDefinition | undefined => filters.get(name);

/** Applies a filter after checking the number of its arguments, as Ruby does when it calls the method. */
export function applyFilter(
  filter: FilterDefinition,
  input: Value,
  args: readonly Value[],
  context: FilterContext,
): Value {
  const most = filter.parameters.length;
  const least = leastArguments(filter);
  if (args.length < least || args.length > most) {
    const expected = least === most ? String(most + 1) : `${least + 1}..${most + 1}`;
    throw new LiquidError(`wrong number of arguments (given ${args.length + 1}, expected ${expected})`);
  }
  return filter.apply(input, args, context);
}

const least = new WeakMap<FilterDefinition, number>();

function leastArguments(filter: FilterDefinition): number {
  let known = least.get(filter);
  if (known === undefined) {
    known = filter.parameters.filter((parameter) => !parameter.optional).length;
    least.set(filter, known);
  }
  return known;
}
