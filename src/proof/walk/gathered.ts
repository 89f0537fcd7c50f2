import type { Loop } from "../../liquid/runtime/machine.js";
import { prints } from "../domain/printed.js";
import { asOne, extended } from "../domain/repeat.js";
import { concat, known, knownRope, type Text, union } from "../domain/text.js";
import { ofText } from "../domain/value.js";
import type { Term } from "../terms/term.js";
import type { Prover } from "./prover.js";
import type { State } from "./state.js";

/**
 * What a capture, and each variable that is appended to, holds when one more iteration has added to it: after the first,
 * any number of such iterations.
 */
export function gathered(prover: Prover, head: State, after: State, node: Loop, iteration: number): State {
  const { terms } = prover;
  const grown = (before: readonly Term[], now: readonly Term[]): Term | undefined => {
    const more = added(prover, before, now, after, node);
    if (!more) return undefined;
    const text = prints(prover.value(head, terms.text(before), node).value);
    // To what is written there, nothing was added so far.
    const isFirst = iteration === 0 || (text.length === 1 && knownRope(text[0]!) !== undefined);
    return terms.some(ofText(isFirst ? concat(text, more) : extended(text, more)));
  };
  const variables = new Map(after.variables);
  for (const [name, term] of after.variables) {
    const before = head.variables.get(name);
    if (before && before !== term && isAppended(term)) variables.set(name, grown([before], [term]) ?? term);
  }
  const captured = head.captured && after.captured && grown(head.captured, after.captured);
  return { ...after, variables, captured: captured ? [captured] : after.captured };
}

/** What an iteration adds to a text, whichever branch it takes; undefined where that cannot be told. */
function added(
  prover: Prover,
  head: readonly Term[],
  after: readonly Term[],
  state: State,
  node: Loop,
): Text | undefined {
  if (head.every((part, index) => after[index] === part))
    return printed(prover, after.slice(head.length), state, node);
  const [one, ...rest] = after;
  const paths = one && (one.op === "choice" ? [[one.yes], [one.no]] : [partsOf(one)]);
  if (!paths || (paths.length === 1 && paths[0]!.length === 1 && paths[0]![0] === one)) return undefined;
  const texts = paths.map((path) => added(prover, head, [...path, ...rest], state, node));
  return texts.every((text) => text !== undefined) ? union(...texts) : undefined;
}

/** What some parts of a capture print, each as one atom where that is enough. */
export function printed(prover: Prover, parts: readonly Term[], state: State, node: Loop): Text {
  const texts = parts.map((part): Text => {
    if (part.op === "text") return printed(prover, part.parts, state, node);
    if (part.op === "choice")
      return union(printed(prover, [part.yes], state, node), printed(prover, [part.no], state, node));
    return asOne(prints(prover.value(state, part, node).value));
  });
  return texts.reduce(concat, known(""));
}

/** The texts that a term puts one after the other. */
const partsOf = (term: Term): readonly Term[] =>
  term.op === "text"
    ? term.parts
    : term.op === "filter" && term.filter.name === "append" && term.args.length === 1
      ? [term.input, term.args[0]!]
      : [term];

/** Whether a variable may hold what it held before and more after it. */
const isAppended = (term: Term): boolean =>
  term.op === "choice" ? isAppended(term.yes) || isAppended(term.no) : partsOf(term)[0] !== term;
