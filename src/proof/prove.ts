import { contentBlocksFolder } from "../braze/content-blocks-folder.js";
import { type DeclaredData, noData } from "../braze/data.js";
import { parseTemplate } from "../braze/liquid.js";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import type { Template } from "../liquid/syntax/template.js";
import { type Range, type Source, spanOf } from "../source/source.js";
import { type Analysis, analyze } from "./analysis.js";
import { type Condition, Conditions, conditionText, foundByClass, settledBy } from "./conditions.js";
import type { Fault } from "./fault.js";
import { findingOf, findingWithoutWitness, witnessNotes } from "./fault-report.js";
import { conditional, notProven } from "./findings.js";
import type { TooComplex } from "./fuel.js";
import type { Shape } from "./json/shape.js";
import { type Found, ranked, rootCauses, withoutConsequences } from "./root-causes.js";
import { valuesBut } from "./taken.js";
import {
  everydayValues,
  everyValue,
  type InputModel,
  restrictedBy,
  type Usages,
  usagesOf,
} from "./terms/input-model.js";
import { cutsLong } from "./terms/term.js";
import { operatorsOnce } from "./unknown-operators.js";
import type { Decision } from "./walk/decisions.js";
import type { Print } from "./walk/prints.js";
import { isSettable, type WitnessFixture, witnessNow } from "./witness/fixture.js";
import { WitnessSearch } from "./witness/witness.js";

/** What a proof comes to. */
export type Verdict = "proven" | "conditional" | "refuted" | "unknown";

export interface Proof {
  /**
   * `proven`: whatever data holds, the body is JSON, or the send is aborted. `conditional`: it is for everyday data, and the
   * conditions name what else could break it. `refuted`: it is not for the witness. `unknown`: nothing could be shown.
   */
  readonly verdict: Verdict;
  /** A user for whom the body breaks, in the format of fixture files. */
  readonly witness?: WitnessFixture;
  /** What is taken for granted, of a body that is `conditional`. */
  readonly conditions?: readonly Condition[];
  readonly diagnostics: readonly Diagnostic[];
  /** The payload's type, when the body is proven and sent to anyone at all. */
  readonly shape?: Shape;
  /** What each output prints into which member; of a template that does not parse, nothing. */
  readonly prints: readonly Print[];
  /** Conditions that may fail without a word. */
  readonly silent: readonly Range[];
  /** Whoever the user is, the send is aborted. */
  readonly neverSent: boolean;
  /** How each condition comes out; nothing of a template that is too complex. */
  readonly decisions: readonly Decision[];
}

export interface ProofOptions {
  /** Texts of Content Blocks by name. */
  readonly contentBlocks?: ReadonlyMap<string, string> | undefined;
  /** What names are declared to hold. */
  readonly data?: DeclaredData | undefined;
}

/** What is known of a template that is not meant to be JSON: whether its Liquid can be read. */
export function unproven(template: Template): Proof {
  const { diagnostics } = template;
  return hasErrors(diagnostics)
    ? { verdict: "refuted", witness: emptyWitness, diagnostics, ...nothingSeen }
    : { verdict: "unknown", diagnostics, ...nothingSeen };
}

/** Proves that a template renders valid JSON for every user, or finds users for whom it does not. */
export function proveTemplate(input: Source | Template, options: ProofOptions = {}): Proof {
  const template = "nodes" in input ? input : parseTemplate(input);
  const broken = template.diagnostics.filter((found) => found.severity === "error");
  // What does not parse is never sent: there is no user for whom it works.
  if (broken.some(({ kind }) => kind.fatal)) return unproven(template);
  const given = givenOf(template, options);
  const whole = analysisWith(given, everyValue);
  // Only where a value of some kind makes trouble does it matter whether anybody has it.
  const isClean =
    !whole.gaveUp &&
    whole.prover.faults.length === 0 &&
    whole.prover.silent.size === 0 &&
    whole.blocks.unread.size === 0;
  const usages = usagesIn(whole);
  const everyday = isClean ? whole : analysisWith(given, everydayValues(usages));
  const { found, diagnostics } = faultsOf(given, everyday);
  // Where everyday data was walked through to the end, what could be sent besides was too much.
  if (whole.gaveUp && !everyday.gaveUp) diagnostics.push(tooComplex(template.source, whole.gaveUp));
  const all = operatorsOnce([...template.diagnostics, ...everyday.blocks.diagnostics, ...diagnostics]);
  const seen = {
    prints: whole.prover.prints,
    silent: [...everyday.prover.silent.values()],
    // What fails ends the walk as well, and yet is sent.
    neverSent:
      !whole.sends && !whole.gaveUp && !whole.prover.faults.some(({ kind }) => kind === "error-text"),
    decisions: everyday.gaveUp ? [] : everyday.prover.decisions.all,
  };
  const refuting = found.find(({ fault, witness }) => witness && breaks(fault));
  if (refuting) return { verdict: "refuted", witness: refuting.witness!.fixture, diagnostics: all, ...seen };
  if (broken.length > 0 || hasErrors(everyday.blocks.diagnostics))
    return { verdict: "refuted", witness: emptyWitness, diagnostics: all, ...seen };
  if (everyday.gaveUp || whole.gaveUp || found.some(({ fault }) => breaks(fault)))
    return { verdict: "unknown", diagnostics: all, ...seen };
  const shapeOf = ({ shape }: Analysis) => (shape ? { shape } : {});
  const faults = ranked(whole.prover.faults).filter(breaks);
  if (faults.length === 0) return { verdict: "proven", diagnostics: all, ...seen, ...shapeOf(whole) };
  const taken = takenForGranted(given, whole, faults, usages);
  return {
    verdict: "conditional",
    conditions: taken.conditions,
    diagnostics: [...all, taken.diagnostic],
    ...seen,
    ...shapeOf(everyday),
  };
}

/** What `proveTemplate` finds at fault, without looking for users to show it: enough to compare two texts of one body. */
export function faultsAlone(template: Template, options: ProofOptions = {}): Proof {
  const { diagnostics, source } = template;
  if (diagnostics.some(({ severity, kind }) => severity === "error" && kind.fatal)) return unproven(template);
  const given = givenOf(template, options);
  const whole = analysisWith(given, everyValue, mostFaultsAlone);
  const everyday =
    whole.prover.faults.length === 0
      ? whole
      : analysisWith(given, everydayValues(usagesIn(whole)), mostFaultsAlone);
  const faults = rootCauses(source, ranked(everyday.prover.faults));
  const found = [
    ...diagnostics,
    ...everyday.blocks.diagnostics,
    ...faults.map((fault) => findingWithoutWitness(source, fault)),
  ];
  const verdict = everyday.gaveUp ? "unknown" : faults.some(breaks) ? "refuted" : "proven";
  return { verdict, diagnostics: found, ...nothingSeen };
}

/** Nobody is looked for, so that many more faults can be told apart: all that a long body may have of one kind. */
const mostFaultsAlone = 20_000;

const nothingSeen = { prints: [], silent: [], neverSent: false, decisions: [] } as const;

const emptyWitness: WitnessFixture = { now: witnessNow };

/** Whether a fault makes the body something else than JSON: a Liquid error inside a string does not. */
const breaks = ({ kind }: Fault): boolean => kind !== "error-in-text";

/** What is proven, and what of it is known. */
interface Given {
  readonly template: Template;
  readonly contentBlocks: ReadonlyMap<string, string>;
  readonly data: DeclaredData;
}

const givenOf = (template: Template, { contentBlocks = new Map(), data = noData }: ProofOptions): Given => ({
  template,
  contentBlocks,
  data,
});

const analysisWith = (
  { template, contentBlocks, data }: Given,
  model: InputModel,
  mostFaults?: number,
): Analysis => analyze(template, contentBlocks, restrictedBy(data, model), mostFaults);

const usagesIn = ({ prover: { terms } }: Analysis): Usages => usagesOf(terms);

const searchOf = (
  { template, contentBlocks, data }: Given,
  { prover }: Analysis,
  everyday: boolean,
): WitnessSearch =>
  new WitnessSearch(template, prover.terms.inputs.filter(isSettable), contentBlocks, data, everyday);

/** The faults of a walk with users for whom they are real, and how each is told. */
function faultsOf(given: Given, walked: Analysis): { found: readonly Found[]; diagnostics: Diagnostic[] } {
  const { source } = given.template;
  const { prover, gaveUp } = walked;
  const search = searchOf(given, walked, prover.model.everyday);
  const found = ranked(prover.faults).map((fault) => ({ fault, witness: search.find(fault) }));
  const shown = withoutConsequences(source, found);
  const stopped = shown.filter(({ fault, witness }) => !witness && !search.isComplete(fault));
  const diagnostics = shown.map(({ fault, witness }) =>
    findingOf(source, fault, witness, {
      complete: search.isComplete(fault),
      saysStopped: fault === stopped[0]?.fault,
    }),
  );
  if (gaveUp) diagnostics.push(tooComplex(source, gaveUp));
  return { found, diagnostics };
}

const walkedWith = (given: Given, { taken }: Conditions, usages: Usages): Analysis =>
  analysisWith(given, valuesBut(taken, usages));

/** Takes what is missing, so that whoever has nothing of what is taken is sent JSON. */
function completed(given: Given, taken: Conditions, usages: Usages): Conditions {
  let best = taken;
  let left = walkedWith(given, best, usages);
  for (const more of best.others(breaking(left), left.prover.terms.inputs)) {
    if (isProven(left)) return best;
    if (more.length === 0) continue;
    const next = best.with(more);
    const after = walkedWith(given, next, usages);
    if (weightOf(after) < weightOf(left)) [best, left] = [next, after];
  }
  return isProven(left) ? best : best.with([...best.others([], left.prover.terms.inputs)].flat());
}

const breaking = ({ prover }: Analysis): Fault[] => prover.faults.filter(breaks);

const isProven = (analysis: Analysis): boolean => !analysis.gaveUp && breaking(analysis).length === 0;

/** For how many a body breaks, as ways to its faults. */
const weightOf = (analysis: Analysis): number =>
  analysis.gaveUp
    ? Number.POSITIVE_INFINITY
    : breaking(analysis).reduce((sum, { paths }) => sum + paths.length, 0);

/** Where a walk gave up, and why. */
function tooComplex(source: Source, { place, unknown }: TooComplex): Diagnostic {
  const span = spanOf(source, place.start, place.end);
  return unknown === undefined
    ? notProven.report("the template is too complex to prove from here on", { span })
    : notProven.report(`not proven from here on: nobody can know ${unknown}`, {
        span,
        notes: ["Take the answer by a fixed name, without :rerender, and print its members."],
      });
}

/** What a body relies on, with the users for whom it breaks otherwise. */
function conditionsOf(
  given: Given,
  whole: Analysis,
  faults: readonly Fault[],
  usages: Usages,
): { conditions: readonly Condition[]; found: readonly Found[] } {
  const taken = new Conditions(usages, given.data);
  const { inputs, all } = whole.prover.terms;
  const cuts = [...all].some((term) => term.op === "filter" && cutsLong(term.filter.name, term.args));
  const short = cuts ? taken.withShortTexts(inputs) : taken;
  // Nobody is looked for whose data would fill pages.
  if (cuts && isProven(walkedWith(given, short, usages)))
    return { conditions: short.all, found: faults.map((fault) => ({ fault, witness: undefined })) };
  const search = searchOf(given, whole, false);
  const found = faults.flatMap((fault) => foundByClass(fault, (one) => search.find(one), usages, given.data));
  short.add(found);
  return { conditions: completed(given, short, usages).all, found };
}

/** What a body relies on that is proven for everyday data only. */
function takenForGranted(
  given: Given,
  whole: Analysis,
  faults: readonly Fault[],
  usages: Usages,
): { conditions: readonly Condition[]; diagnostic: Diagnostic } {
  const { source } = given.template;
  const { conditions, found } = conditionsOf(given, whole, faults, usages);
  const shown = found.find(({ witness }) => witness) ?? found[0]!;
  const { start, end } = shown.fault;
  const declaration = settledBy(conditions);
  const notes = [
    ...(shown.witness ? witnessNotes(source, shown.fault, shown.witness) : []),
    ...[...whole.blocks.unread.keys()].map((name) => ({
      message: `Save the Content Block "${name}" as ${contentBlocksFolder}/${name}.liquid beside the template or the config.`,
    })),
    ...(declaration === undefined
      ? []
      : [
          {
            message: `If nobody sends it, say so in mi-braze.yaml: data: {${declaration}} (docs/config.md#data).`,
          },
        ]),
    { message: "Everyday data holds no such value (docs/inputs.md); lint --strict makes this an error." },
  ];
  const diagnostic = conditional.report(conditionText(conditions), {
    span: spanOf(source, start, end),
    notes,
  });
  return { conditions, diagnostic };
}
