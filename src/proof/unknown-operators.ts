import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { unknownOperator } from "../liquid/findings.js";
import { isWithin } from "../source/source.js";
import { liquidErrorBreaksJson, liquidErrorReachable, notProven } from "./findings.js";

/**
 * An operator that does not exist fails for whoever comes there: the parser and the proof both find it, and it is told once.
 * Where it breaks the body, with the user for whom it does, else as the parser says it.
 */
export function operatorsOnce(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const operators = found.filter(({ kind }) => kind === unknownOperator);
  if (operators.length === 0) return found;
  const told = new Set<Diagnostic>();
  const left: Diagnostic[] = [];
  for (const one of found) {
    const operator = failures.has(one.kind) && operators.find((other) => isInside(other, one));
    if (!operator) left.push(one);
    else if (one.kind === liquidErrorBreaksJson) {
      told.add(operator);
      const notes = [...one.notes.slice(0, -1), ...operator.notes];
      left.push({ ...one, message: `${operator.message}, which breaks the JSON`, notes });
    }
  }
  return left.filter((one) => !told.has(one));
}

const failures = new Set([liquidErrorBreaksJson, liquidErrorReachable, notProven]);

const isInside = ({ span: inner }: Diagnostic, { span: outer }: Diagnostic): boolean =>
  inner !== undefined && outer !== undefined && inner.source === outer.source && isWithin(inner, outer);
