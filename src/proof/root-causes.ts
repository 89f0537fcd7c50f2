import { positionOf, type Source } from "../source/source.js";
import { type Fault, type FaultKind, faultKinds } from "./fault.js";
import type { Witness } from "./witness/witness.js";

/** Kinds from here on are about what the data makes of the document. */
const fromData = faultKinds.indexOf("line-break");

/** A fault, and the user for whom it was shown. */
export interface Found {
  readonly fault: Fault;
  readonly witness: Witness | undefined;
}

/** Faults of what the template itself writes, whatever the data. */
const isStructural = ({ kind }: Fault): boolean => faultKinds.indexOf(kind) < fromData;

/** A fault, and what else was found real ahead of it or at its place. */
interface Wake {
  readonly fault: Fault;
  readonly source: Source;
  readonly others: readonly Fault[];
}

const onItsLine = ({ fault, source, others }: Wake, is: (other: Fault) => boolean): boolean => {
  const lineOf = (offset: number) => positionOf(source, offset).line;
  return others.some(
    (other) => is(other) && other.start < fault.start && lineOf(other.start) === lineOf(fault.start),
  );
};

const isBrokenEscape = ({ kind }: Fault): boolean => kind === "bad-escape" || kind === "cut-escape";
const lacksOpeningQuote = ({ kind, detail }: Fault): boolean =>
  kind === "missing-quote" && detail === "opening";

const behindAnother = (wake: Wake): boolean => onItsLine(wake, isStructural);
const behindStray = (wake: Wake): boolean => onItsLine(wake, ({ kind }) => kind === "stray");
const covered =
  (by: FaultKind) =>
  ({ fault, others }: Wake): boolean =>
    others.some(({ kind, start }) => kind === by && start === fault.start);

/** When a fault only follows from another one. */
const followsFrom: Partial<Record<FaultKind, (wake: Wake) => boolean>> = {
  stray: behindAnother,
  "wrong-bracket": behindAnother,
  "missing-bracket": behindAnother,
  "bare-word": behindStray,
  "bare-name": behindStray,
  "missing-value": covered("bare-value"),
  unescaped: covered("quoted-json"),
  // The output is the text whose quote is missing behind it.
  "bare-value": ({ fault, others }) =>
    others.some((other) => lacksOpeningQuote(other) && other.start === fault.end),
  "missing-quote": (wake) => onItsLine(wake, (other) => isBrokenEscape(other) || lacksOpeningQuote(other)),
  "line-break": (wake) =>
    onItsLine(wake, isBrokenEscape) ||
    wake.others.some(
      ({ kind, start, end }) =>
        kind === "line-break" &&
        start < wake.fault.start &&
        isOneString(wake.source.text.slice(end, wake.fault.start)),
    ),
};

/** Without what only follows from another fault: one cause is told once, and what is stray behind a fault is its wake. */
export function withoutConsequences(source: Source, found: readonly Found[]): readonly Found[] {
  const real = found.filter(({ witness }) => witness).map(({ fault }) => fault);
  const firstStructural = Math.min(...real.filter(isStructural).map(({ start }) => start));
  return found.filter(
    ({ fault, witness }) =>
      // Where nobody was found, the document may be at fault only because it is broken already.
      (witness || !isStructural(fault) || firstStructural > fault.start) && isCause(source, fault, real),
  );
}

/** Faults that do not follow from another one. */
export const rootCauses = (source: Source, faults: readonly Fault[]): Fault[] =>
  faults.filter((fault) => isCause(source, fault, faults));

function isCause(source: Source, fault: Fault, real: readonly Fault[]): boolean {
  const follows = followsFrom[fault.kind];
  if (!follows) return true;
  return !follows({ fault, source, others: real.filter((other) => other !== fault) });
}

/** Whether two places stand in one string of the document: no quote of its own is between them. */
const isOneString = (between: string): boolean =>
  !/(?<!\\)"/.test(between.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, ""));

/** The most certain kinds first: what the first one shows is the verdict's witness. */
export const ranked = (faults: readonly Fault[]): Fault[] =>
  [...faults].sort((a, b) => faultKinds.indexOf(a.kind) - faultKinds.indexOf(b.kind) || a.start - b.start);
