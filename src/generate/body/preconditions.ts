import type { ArrayProperty, Campaign, Compared, DataSource, Test } from "../../config/model/config.js";
import { typeOfCompared } from "../../config/model/values/precondition.js";
import { abortReason } from "./abort-reason.js";
import { type AroundVariables, isAlwaysText, nameOf, pipe, read } from "./expression.js";
import { kindOf, prepare } from "./scalars.js";
import type { Condition, Line, Statement } from "./shape.js";
import { assign, when } from "./statements.js";
import type { VariableNames } from "./variable-names.js";

/** Calls the send off where an event is not one of those that the campaign is for. */
export const preconditionLines = (campaign: Campaign, names: VariableNames): Line[] =>
  campaign.preconditions.flatMap((precondition) => {
    const abort: Statement = { kind: "abort", reason: abortReason.unmet(campaign.slug, precondition) };
    const { lines, met, unmet } = tested(precondition, names, {});
    return [...lines, [precondition.key === "unless" ? when(met, [abort]) : unlessMet(met, unmet, abort)]];
  });

/** What tells whether a source holds what it is asked for. */
interface Tested {
  readonly lines: readonly Line[];
  readonly met: Condition;
  /** The opposite, where it is one test as well. */
  readonly unmet?: Condition;
}

/** Takes an item away that does not meet what the list asks for. */
export const whereLines = (
  { where }: ArrayProperty,
  names: VariableNames,
  item: string,
  drop: Statement,
): Line[] =>
  where.flatMap((test) => {
    const { lines, met, unmet } = tested(test, names, { item });
    return [...lines, [unlessMet(met, unmet, drop)]];
  });

const unlessMet = (met: Condition, unmet: Condition | undefined, then: Statement): Statement =>
  unmet === undefined ? { kind: "unless", when: met, body: [[then]] } : when(unmet, [then]);

const tested = ({ from, test }: Test, names: VariableNames, around: AroundVariables): Tested =>
  typeof test === "string" ? presence(from, test, names, around) : comparison(from, test, names, around);

const variableFor = (from: DataSource, names: VariableNames, { item }: AroundVariables): string =>
  names.take([item, nameOf(from)].filter(Boolean).join(" "));

function presence(
  from: DataSource,
  test: "present" | "absent",
  names: VariableNames,
  around: AroundVariables,
): Tested {
  const variable = variableFor(from, names, around);
  const kind = `${variable}_kind`;
  const value = read(from, around);
  // A list that is empty, or holds only blanks, is blank as text and there all the same.
  const lists = isAlwaysText(from)
    ? []
    : [assign(kind, kindOf(value)), when(`${kind} == "["`, [assign(variable, kind)])];
  const [there, missing] = [`${variable} != blank`, `${variable} == blank`];
  return {
    lines: [[assign(variable, pipe(value, 'append: ""')), ...lists]],
    ...(test === "present" ? { met: there, unmet: missing } : { met: missing, unmet: there }),
  };
}

/** Texts, booleans and numbers are read each in their own way. */
function comparison(
  from: DataSource,
  values: readonly Compared[],
  names: VariableNames,
  around: AroundVariables,
): Tested {
  const lines: Line[] = [];
  const tests = (["string", "boolean", "number"] as const).flatMap((type) => {
    const own = values.filter((value) => typeOfCompared(value) === type);
    if (own.length === 0) return [];
    const variable = variableFor(from, names, around);
    const { lines: reading, present } = prepare({ type, from: [from] }, variable, around);
    lines.push(...reading);
    if (type === "number") lines.push([{ kind: "unless", when: present, body: [[assign(variable, '""')]] }]);
    return own.map((value) => `${variable} == ${literal(value)}`);
  });
  return { lines, met: tests.join(" or ") };
}

/** A boolean is compared as text, which is what it may arrive as. */
const literal = (value: Compared): string => (typeof value === "number" ? String(value) : `"${value}"`);
