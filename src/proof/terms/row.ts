import type { Term } from "./term.js";

/** What a text is put together of, the first part first. */
export type Row = readonly Piece[];

/** A part that is always there, or one of two rows of them. */
export type Piece = { readonly part: Term } | { readonly either: readonly [Row, Row] };

/** A text that begins with another, and what it has after that. */
interface Step {
  readonly base: Term;
  readonly more: Row;
}

/** Looks back for what two branches have both begun with. */
const mostSteps = 8;

const steps = new WeakMap<Term, Step | "none">();

function stepOf(term: Term): Step | undefined {
  let found = steps.get(term);
  if (found === undefined) {
    found = madeStep(term) ?? "none";
    steps.set(term, found);
  }
  return found === "none" ? undefined : found;
}

function madeStep(term: Term): Step | undefined {
  if (term.op === "filter" && term.filter.name === "append" && term.args.length === 1)
    return { base: term.input, more: [{ part: term.args[0]! }] };
  if (term.op === "text" && term.parts.length > 0)
    return { base: term.parts[0]!, more: term.parts.slice(1).map((part) => ({ part })) };
  if (term.op !== "choice") return undefined;
  const begunWith = beginnings(term.no);
  for (const [base, more] of beginnings(term.yes)) {
    const other = begunWith.get(base);
    if (other) return { base, more: [{ either: [more, other] }] };
  }
  return undefined;
}

/** The last few texts that a term begins with, itself first, and what follows each. */
function beginnings(term: Term): Map<Term, Row> {
  const found = new Map<Term, Row>([[term, []]]);
  let more: Row = [];
  let step = stepOf(term);
  for (let count = 0; step && count < mostSteps; count++) {
    more = [...step.more, ...more];
    found.set(step.base, more);
    step = stepOf(step.base);
  }
  return found;
}

/**
 * The parts of a text that `append` and `capture` have put together, with what each `if` between them may have added;
 * undefined where at most so many have.
 */
export function rowOf(term: Term, atMost: number): Row | undefined {
  const pieces: Piece[] = [];
  let open = 0;
  let base = term;
  for (let step = stepOf(base); step; step = stepOf(base)) {
    pieces.push(...step.more.toReversed());
    open += step.more.filter((piece) => "either" in piece).length;
    base = step.base;
  }
  return open > atMost ? [{ part: base }, ...pieces.reverse()] : undefined;
}
