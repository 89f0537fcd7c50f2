import type { AssumptionName } from "../assumptions.js";
import { LiquidError } from "../liquid-error.js";
import type { Value } from "../value.js";
import { arrayFilters } from "./arrays.js";
import { dateFilters } from "./dates.js";
import {
  brazeFilters,
  type FilterContext,
  type FilterRecord,
  type Filters,
  type FilterTraits,
  liquidReference,
} from "./definition.js";
import { encodingFilters } from "./encoding.js";
import { jsonFilters } from "./json.js";
import { numberFilters } from "./numbers.js";
import { otherFilters } from "./other.js";
import { textFilters } from "./text.js";
import { urlFilters } from "./urls.js";

/** A new filter is a record in its family's file. */
const families = {
  text: textFilters,
  array: arrayFilters,
  number: numberFilters,
  date: dateFilters,
  encoding: encodingFilters,
  json: jsonFilters,
  other: otherFilters,
  url: urlFilters,
} satisfies Readonly<Record<string, Filters>>;

type Families = typeof families;
export type FilterGroup = keyof Families;
/** The name of every filter there is. */
export type FilterName = { [Group in FilterGroup]: keyof Families[Group] }[FilterGroup];

/** A filter with what its record leaves out filled in. */
export interface FilterDefinition {
  readonly name: FilterName;
  readonly group: FilterGroup;
  readonly documented: boolean;
  readonly parameters: FilterRecord["parameters"];
  /** The fewest arguments that it takes. */
  readonly least: number;
  readonly keywords: readonly string[];
  readonly summary: string;
  readonly example: FilterRecord["example"];
  readonly source: string;
  readonly assumes: readonly AssumptionName[];
  readonly traits: FilterTraits;
  readonly apply: FilterRecord["apply"];
}

const define = (group: FilterGroup, name: FilterName, record: FilterRecord): FilterDefinition => ({
  name,
  group,
  documented: record.documented ?? true,
  parameters: record.parameters,
  least: record.parameters.filter((parameter) => !parameter.optional).length,
  keywords: record.keywords ?? [],
  summary: record.summary,
  example: record.example,
  source:
    record.source ?? (record.documented === false ? `${liquidReference}/filters/${name}/` : brazeFilters),
  assumes: record.assumes ?? [],
  traits: record.traits ?? {},
  apply: record.apply,
});

const definitions = (group: FilterGroup): FilterDefinition[] =>
  Object.entries<FilterRecord>(families[group]).map(([name, record]) =>
    define(group, name as FilterName, record),
  );

/** Every filter, by name. */
export const filters: ReadonlyMap<string, FilterDefinition> = new Map(
  (Object.keys(families) as FilterGroup[]).flatMap(definitions).map((filter) => [filter.name, filter]),
);

export const findFilter = (name: string): FilterDefinition | undefined => filters.get(name);

/** What Ruby says of a call with too few or too many arguments. */
export function wrongCount({ least, parameters }: FilterDefinition, count: number): string | undefined {
  const most = parameters.length;
  if (count >= least && count <= most) return undefined;
  const expected = least === most ? String(most + 1) : `${least + 1}..${most + 1}`;
  return `wrong number of arguments (given ${count + 1}, expected ${expected})`;
}

/** Applies a filter after checking the number of its arguments, as Ruby does when it calls the method. */
export function applyFilter(
  filter: FilterDefinition,
  input: Value,
  args: readonly Value[],
  context: FilterContext,
): Value {
  const wrong = wrongCount(filter, args.length);
  if (wrong !== undefined) throw new LiquidError(wrong);
  return filter.apply(input, args, context);
}
