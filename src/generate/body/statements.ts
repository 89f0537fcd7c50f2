import type { Condition, Line, Statement } from "./shape.js";

export const assign = (name: string, value: string): Statement => ({ kind: "assign", name, value });

/** Both branches are on the line that the statement is on. */
export function when(condition: Condition, then: Line, otherwise?: Line): Statement {
  return { kind: "if", when: condition, body: [then], otherwise: otherwise && [otherwise] };
}

/** Runs when a value is missing, said by its absence where that is one test. */
export function unlessPresent(value: { present: Condition; absent?: Condition }, then: Statement): Statement {
  if (value.absent !== undefined) return when(value.absent, [then]);
  return { kind: "unless", when: value.present, body: [[then]] };
}
