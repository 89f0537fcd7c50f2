import { parseTemplate } from "../braze/liquid.js";
import { nodesOf } from "../liquid/syntax/nodes.js";
import type { Expression } from "../liquid/syntax/template.js";

/** What templates hold values against: a stand-in that came out otherwise would take another branch. */
export interface Compared {
  /** Whole texts, in small letters and without white space around them, as templates often compare. */
  readonly texts: ReadonlySet<string>;
  /** What `contains` looks for. */
  readonly parts: readonly string[];
  readonly numbers: readonly number[];
}

export const nothingCompared: Compared = { texts: new Set(), parts: [], numbers: [] };

/** The literals of conditions, and of `when`. */
export function comparedIn(templates: readonly string[]): Compared {
  const texts = new Set<string>();
  const parts = new Set<string>();
  const numbers = new Set<number>();
  const take = (one: Expression | undefined, isPart: boolean) => {
    const literal = one?.kind === "braced" ? one.value.value : one;
    if (literal?.kind !== "literal") return;
    const { value } = literal;
    if (typeof value === "string" && value.trim() !== "")
      (isPart ? parts : texts).add(isPart ? value : asCompared(value));
    else if (value !== null && typeof value !== "boolean" && /^-?\d+(\.\d+)?$/.test(String(value)))
      numbers.add(Number(String(value)));
  };
  for (const text of templates) {
    const { nodes: body } = parseTemplate({ name: "template", text });
    for (const { left, operator, right } of nodesOf(body, "comparison"))
      for (const side of [left, right]) {
        take(side, operator?.text === "contains" && side === right);
        // An item of a list is compared as a whole.
        if (operator?.text === "contains") take(side, false);
      }
    for (const { values = [] } of nodesOf(body, "when")) for (const value of values) take(value, false);
  }
  return { texts, parts: [...parts], numbers: [...numbers] };
}

export const asCompared = (text: string): string => text.trim().toLowerCase();
