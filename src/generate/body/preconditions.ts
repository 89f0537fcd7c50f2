import type { Campaign, Compared, DataSource, Precondition } from "../../config/model/config.js";
import { typeOfCompared } from "../../config/model/values/precondition.js";
import { abortReason } from "./abort-reason.js";
import { isAlwaysText, nameOf, pipe, read } from "./expression.js";
import { kindOf, prepare } from "./scalars.js";
import type { Line, Statement } from "./shape.js";
import { assign, when } from "./statements.js";
import type { VariableNames } from "./variable-names.js";

/** Calls the send off where an event is not one of those that the campaign is for. */
export const preconditionLines = (campaign: Campaign, names: VariableNames): Line[] =>
  campaign.preconditions.flatMap((precondition) => {
    const abort: Statement = { kind: "abort", reason: abortReason.unmet(campaign.slug, precondition) };
    const { key, from, test } = precondition;
    return typeof test === "string"
      ? presence(from, (test === "present") === (key === "only_if"), abort, names)
      : comparison(precondition, test, abort, names);
  });

function presence(from: DataSource, wanted: boolean, abort: Statement, names: VariableNames): Line[] {
  const variable = names.take(nameOf(from));
  const kind = `${variable}_kind`;
  const value = read(from, undefined);
  // A list that is empty, or holds only blanks, is blank as text and there all the same.
  const lists = isAlwaysText(from)
    ? []
    : [assign(kind, kindOf(value)), when(`${kind} == "["`, [assign(variable, kind)])];
  return [
    [assign(variable, pipe(value, 'append: ""')), ...lists],
    [when(`${variable} ${wanted ? "==" : "!="} blank`, [abort])],
  ];
}

/** Texts, booleans and numbers are read each in their own way. */
function comparison(
  { key, from }: Precondition,
  values: readonly Compared[],
  abort: Statement,
  names: VariableNames,
): Line[] {
  const lines: Line[] = [];
  const tests = (["string", "boolean", "number"] as const).flatMap((type) => {
    const own = values.filter((value) => typeOfCompared(value) === type);
    if (own.length === 0) return [];
    const variable = names.take(nameOf(from));
    const { lines: reading, present } = prepare({ type, from: [from] }, variable, undefined);
    lines.push(...reading);
    if (type === "number") lines.push([{ kind: "unless", when: present, body: [[assign(variable, '""')]] }]);
    return own.map((value) => `${variable} == ${literal(value)}`);
  });
  return [
    ...lines,
    [{ kind: key === "only_if" ? "unless" : "if", when: tests.join(" or "), body: [[abort]] }],
  ];
}

/** A boolean is compared as text, which is what it may arrive as. */
const literal = (value: Compared): string => (typeof value === "number" ? String(value) : `"${value}"`);
