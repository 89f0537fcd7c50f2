import { nodesOf } from "../../liquid/syntax/nodes.js";
import type {
  Assign,
  Capture,
  Expression,
  Filter,
  Filtered,
  For,
  Output,
  Template,
} from "../../liquid/syntax/template.js";
import { isText, placedIn } from "./places.js";

/** A variable that a `capture` fills: it may hold JSON. */
export const isCaptured = (template: Template, { value }: Filtered): boolean =>
  capturesOf(template, variableOf(value)).length > 0;

/**
 * Whether a value is put together with quotes that the template itself writes, as in `join: '","'` or a captured member:
 * they are the document's, not the data's.
 */
export function bringsQuotes(template: Template, value: Filtered, seen = new Set<string>()): boolean {
  return (
    brings(template, value.value, seen) ||
    value.filters.some((filter) => printed(filter).some((arg) => brings(template, arg, seen)))
  );
}

/** The outputs inside the captures that a value is made of, wherever they are. */
export function capturedOutputs(template: Template, { value }: Filtered, seen = new Set<string>()): Output[] {
  const name = variableOf(value);
  if (name === undefined || seen.has(name)) return [];
  seen.add(name);
  return capturesOf(template, name)
    .flatMap(({ body }) => nodesOf(body, "output"))
    .flatMap((one) =>
      bringsQuotes(template, one.value) ? capturedOutputs(template, one.value, seen) : [one],
    );
}

/** The loops inside the captures that a value is made of. */
export const capturedLoops = (template: Template, { value }: Filtered): For[] =>
  capturesOf(template, variableOf(value)).flatMap(({ body }) => nodesOf(body, "for"));

/** The texts of the captures that fill a variable, if nothing else does. */
export function capturedTexts(template: Template, { value, filters }: Filtered): string[] | undefined {
  const name = variableOf(value);
  if (name === undefined || filters.some((filter) => printed(filter).length > 0)) return undefined;
  const captures = capturesOf(template, name);
  if (captures.length === 0 || assignsOf(template, name).length > 0) return undefined;
  return captures.flatMap(({ body }) =>
    placedIn(body).flatMap(({ node }) => (isText(node) ? [node.value] : [])),
  );
}

/** What a filter looks for is not what it prints. */
const printed = ({ definition, arguments: args }: Filter): readonly Expression[] =>
  definition?.traits.seeks ? args.slice(1) : args;

function brings(template: Template, expression: Expression | undefined, seen: Set<string>): boolean {
  if (expression?.kind === "literal") return String(expression.value).includes('"');
  if (expression?.kind === "braced") return bringsQuotes(template, expression.value, seen);
  const name = variableOf(expression);
  if (name === undefined || seen.has(name)) return false;
  seen.add(name);
  return (
    assignsOf(template, name).some(({ value }) => bringsQuotes(template, value, seen)) ||
    capturesOf(template, name).some(({ body }) =>
      placedIn(body).some(({ node }) => isText(node) && node.value.includes('"')),
    )
  );
}

const variableOf = (expression: Expression | undefined): string | undefined =>
  expression?.kind === "lookup" && expression.root.kind === "variable" ? expression.root.text : undefined;

const assignsOf = ({ nodes }: Template, name: string): Assign[] =>
  nodesOf(nodes, "assign").filter(({ variable }) => variable.text === name);
const capturesOf = ({ nodes }: Template, name: string | undefined): Capture[] =>
  nodesOf(nodes, "capture").filter(({ variable }) => variable.text === name);
