import { liquidMarks, replaceEnclosed } from "../source/enclosed.js";
import { positionOf, type Source } from "../source/source.js";
import { command } from "./command.js";
import { type Fault, type FaultKind, faultKinds } from "./fault.js";
import { quoteOfHtml } from "./html-quotes.js";
import type { Witness } from "./witness/witness.js";
import { wraps } from "./wraps.js";

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
interface Neighbourhood {
  readonly fault: Fault;
  readonly source: Source;
  /** Those on its line, itself among them, and those on the line that it ends on. */
  readonly others: readonly Fault[];
  /** The line break between quotes that was found last ahead of it. */
  readonly lastBreak: Fault | undefined;
  /** Quotes that are inside a text. */
  readonly quotes: ReadonlySet<number>;
  /** The first of what the whole document is wrapped in. */
  readonly wrap: Fault | undefined;
}

/** A fence or quotes round all of pasted code. */
const isWrap = ({ kind, detail = "" }: Fault): boolean => kind === "stray" && wraps.test(detail);

const onItsLine = ({ fault, others }: Neighbourhood, is: (other: Fault) => boolean): boolean =>
  others.some((other) => other.start < fault.start && is(other));

const isBrokenEscape = ({ kind }: Fault): boolean => kind === "bad-escape" || kind === "cut-escape";
const lacksOpeningQuote = ({ kind, detail }: Fault): boolean =>
  kind === "missing-quote" && detail === "opening";

const afterAnother = (around: Neighbourhood): boolean => onItsLine(around, isStructural);
const afterHtml = (around: Neighbourhood): boolean =>
  onItsLine(around, ({ detail }) => quoteOfHtml.test(detail ?? ""));
const afterStray = (around: Neighbourhood): boolean => onItsLine(around, ({ kind }) => kind === "stray");
/** What a Content Block or a capture brings: the quotes round it are reported at the same place. */
const inBlockBetweenQuotes = ({ fault, others }: Neighbourhood): boolean =>
  others.some(
    ({ kind, start, end }) =>
      kind === "missing-quote" && start === fault.start && end === fault.end && end > start + 1,
  );
const covered =
  (by: FaultKind) =>
  ({ fault, others }: Neighbourhood): boolean =>
    others.some(({ kind, start }) => kind === by && start === fault.start);

/** When a fault only follows from another one. */
const followsFrom: Partial<Record<FaultKind, (around: Neighbourhood) => boolean>> = {
  stray: (around) => afterAnother(around) || (isWrap(around.fault) && around.fault !== around.wrap),
  "wrong-bracket": afterAnother,
  "missing-bracket": afterAnother,
  "trailing-comma": afterHtml,
  // What is missing ahead of the comma is told.
  "second-comma": (around) =>
    afterHtml(around) ||
    around.others.some(({ kind, end }) => kind === "bare-value" && end === around.fault.start),
  "missing-comma": (around) => afterHtml(around) || inBlockBetweenQuotes(around),
  "bare-word": afterStray,
  "bare-name": afterStray,
  "missing-value": covered("bare-value"),
  unescaped: covered("quoted-json"),
  // The output is the text whose quote is missing after it.
  "bare-value": ({ fault, others }) =>
    others.some((other) => lacksOpeningQuote(other) && other.start === fault.end),
  "missing-quote": (around) =>
    onItsLine(around, (other) => isBrokenEscape(other) || lacksOpeningQuote(other)),
  // The quote at the end is taken for a part of the escape.
  unclosed: ({ fault, others }) => fault.detail?.startsWith('"') === true && others.some(isBrokenEscape),
  "line-break": (around) =>
    onItsLine(around, isBrokenEscape) ||
    (around.lastBreak !== undefined && isOneString(around.lastBreak, around)),
};

/** Without what only follows from another fault: one cause is told once, and what is stray after a fault belongs to it. */
export function withoutConsequences(source: Source, found: readonly Found[]): readonly Found[] {
  const real = found.filter(({ witness }) => witness).map(({ fault }) => fault);
  const isCause = causeAmong(source, real);
  const firstStructural = Math.min(...real.filter(isStructural).map(({ start }) => start));
  return found.filter(
    ({ fault, witness }) =>
      // Where nobody was found, the document may be at fault only because it is broken already.
      (witness || !isStructural(fault) || firstStructural > fault.start) && isCause(fault),
  );
}

/** Faults that do not follow from another one. */
export const rootCauses = (source: Source, faults: readonly Fault[]): Fault[] =>
  faults.filter(causeAmong(source, faults));

/** Whether a fault follows from none of those that were found real. */
function causeAmong(source: Source, real: readonly Fault[]): (fault: Fault) => boolean {
  const byLine = new Map<number, Fault[]>();
  const lineOf = (offset: number): number => positionOf(source, offset).line;
  for (const one of real)
    for (const line of new Set([lineOf(one.start), lineOf(one.end)])) {
      const there = byLine.get(line);
      if (there) there.push(one);
      else byLine.set(line, [one]);
    }
  const breaks = real.filter(({ kind }) => kind === "line-break").sort((a, b) => a.start - b.start);
  const quotes = new Set(real.flatMap(({ kind, start }) => (kind === "quote-inside" ? [start] : [])));
  const wrap = real.find(isWrap);
  // Its options, headers and the body in its quotes are all of the command.
  const sends = real.find(({ detail = "" }) => command.test(detail));
  const lastBreaks = new Map(breaks.map((one, index) => [one, breaks[index - 1]]));
  return (fault) => {
    if (sends && fault.start > sends.start && isStructural(fault)) return false;
    const others = byLine.get(lineOf(fault.start)) ?? [];
    const around = { fault, source, others, lastBreak: lastBreaks.get(fault), quotes, wrap };
    return !followsFrom[fault.kind]?.(around);
  };
}

/** Whether a fault is in the same string of the document as one ahead of it: no quote of its own is between them. */
function isOneString({ end }: Fault, { fault, source, quotes }: Neighbourhood): boolean {
  const between = replaceEnclosed(source.text.slice(end, fault.start), liquidMarks, (markup) =>
    " ".repeat(markup.length),
  );
  return [...between.matchAll(/(?<!\\)"/g)].every(({ index }) => quotes.has(end + index));
}

/** The most certain kinds first: what the first one shows is the verdict's witness. */
export const ranked = (faults: readonly Fault[]): Fault[] =>
  [...faults].sort((a, b) => faultKinds.indexOf(a.kind) - faultKinds.indexOf(b.kind) || a.start - b.start);
