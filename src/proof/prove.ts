import { contentBlocksFolder } from "../braze/content-blocks.js";
import { parseTemplate } from "../braze/liquid.js";
import { type Diagnostic, hasErrors, type Note } from "../diagnostics/diagnostic.js";
import type { Template } from "../liquid/syntax/template.js";
import { inspect } from "../liquid/values/print.js";
import { positionOf, type Range, type Source, spanOf } from "../source/source.js";
import { type Fault, type FaultKind, faultKinds } from "./fault.js";
import { notProven } from "./findings.js";
import { TooComplex } from "./fuel.js";
import { isComplete } from "./json/machine.js";
import { joinShapes, type Shape } from "./json/shape.js";
import { ContentBlocks } from "./walk/content-blocks.js";
import type { Print } from "./walk/prints.js";
import { Prover } from "./walk/prover.js";
import { initialState } from "./walk/state.js";
import { Uses } from "./walk/uses.js";
import { Walk } from "./walk/walk.js";
import { isSettable, nameOf, type WitnessFixture } from "./witness/fixture.js";
import { type Witness, WitnessSearch } from "./witness/witness.js";
import { words } from "./words.js";

export interface Proof {
  /** `proven`: for every user the body is JSON, or the send is aborted. `refuted`: not for the witness. `unknown`: neither could be shown. */
  readonly verdict: "proven" | "refuted" | "unknown";
  /** A user for whom the body breaks, in the format of fixture files. */
  readonly witness?: WitnessFixture;
  readonly diagnostics: readonly Diagnostic[];
  /** The payload's type, when the body is proven and sent to anyone at all. */
  readonly shape?: Shape;
  /** What each output prints into which member; of a template that does not parse, nothing. */
  readonly prints: readonly Print[];
  /** Conditions that may fail without a word. */
  readonly silent: readonly Range[];
}

export interface ProofOptions {
  /** Texts of Content Blocks by name. */
  readonly contentBlocks?: ReadonlyMap<string, string> | undefined;
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
  const { source } = template;
  const broken = template.diagnostics.filter((found) => found.severity === "error");
  const fatal = broken.filter(({ kind }) => kind.fatal);
  // What does not parse is never sent: there is no user for whom it works.
  if (fatal.length > 0)
    return { verdict: "refuted", witness: emptyWitness, diagnostics: template.diagnostics, ...nothingSeen };
  const contentBlocks = options.contentBlocks ?? new Map<string, string>();
  const uses = new Uses(template.nodes);
  const prover = new Prover(uses.written);
  const blocks = new ContentBlocks(contentBlocks);
  let gaveUp: TooComplex | undefined;
  let shape: Shape | undefined;
  try {
    const walk = new Walk(prover, uses, blocks);
    const ends = walk.body(template.nodes, [initialState()]);
    for (const end of ends) {
      const { root, scalar } = end.track;
      const whole = root ?? scalar;
      if (isComplete(end.json) && whole) shape = shape ? joinShapes(shape, whole) : whole;
      if (isComplete(end.json)) continue;
      const { stack } = end.json;
      const open =
        stack === ""
          ? "there is no JSON in it"
          : `${[...stack]
              .reverse()
              .map((one) => (one === "{" ? "}" : "]"))
              .join("")} is missing`;
      const at = source.text.trimEnd().length;
      prover.report(
        "unclosed",
        end.hole ?? { start: Math.max(0, at - 1), end: at },
        end,
        open,
        end.hole?.cases,
      );
    }
  } catch (error) {
    if (!(error instanceof TooComplex)) throw error;
    gaveUp = error;
  }
  const search = new WitnessSearch(template, prover.formulas.inputs.filter(isSettable), contentBlocks);
  const found = ranked(prover.faults).map((fault) => ({ fault, witness: search.find(fault) }));
  const shown = told(source, found);
  const stopped = shown.filter(({ fault, witness }) => !witness && !search.isComplete(fault));
  const diagnostics = shown.map(({ fault, witness }) =>
    findingOf(source, fault, witness, {
      complete: search.isComplete(fault),
      saysStopped: fault === stopped[0]?.fault,
    }),
  );
  if (gaveUp) {
    diagnostics.push(
      notProven.report("the template is too complex to prove from here on", {
        span: spanOf(source, gaveUp.place.start, gaveUp.place.end),
      }),
    );
  }
  for (const [name, place] of blocks.unread) {
    const message = `not proven: the text of the Content Block "${name}" is not at hand`;
    const notes = [`Save it as ${contentBlocksFolder}/${name}.liquid beside the template or the config.`];
    diagnostics.push(notProven.report(message, { span: spanOf(source, place.start, place.end), notes }));
  }
  const refuting = found.find(({ fault, witness }) => witness && fault.kind !== "error-in-text");
  const all = [...template.diagnostics, ...blocks.diagnostics, ...diagnostics];
  const seen = {
    diagnostics: all,
    prints: prover.prints,
    silent: [...prover.silent.values()],
  };
  if (refuting) return { verdict: "refuted", witness: refuting.witness!.fixture, ...seen };
  if (broken.length > 0 || hasErrors(blocks.diagnostics))
    return { verdict: "refuted", witness: emptyWitness, ...seen };
  const open =
    gaveUp !== undefined ||
    blocks.unread.size > 0 ||
    found.some(({ fault }) => fault.kind !== "error-in-text");
  return open ? { verdict: "unknown", ...seen } : { verdict: "proven", ...seen, ...(shape ? { shape } : {}) };
}

const nothingSeen = { prints: [], silent: [] } as const;

const emptyWitness: WitnessFixture = { now: "2023-12-06T18:20:45Z" };

interface Found {
  readonly fault: Fault;
  readonly witness: Witness | undefined;
}

/** Two faults of one output: the second says it all. */
const coveredBy: Partial<Record<FaultKind, FaultKind>> = {
  "missing-value": "bare-value",
  unescaped: "quoted-json",
};

/** Without what only follows from another fault: one output is told once, and what is stray behind a fault is its wake. */
function told(source: Source, found: readonly Found[]): readonly Found[] {
  const lineOf = (offset: number) => positionOf(source, offset).line;
  const real = found.filter(({ witness }) => witness);
  return found.filter(({ fault }) => {
    const covering = coveredBy[fault.kind];
    if (covering) return !real.some((one) => one.fault.kind === covering && one.fault.start === fault.start);
    if (fault.kind !== "stray" && fault.kind !== "bare-word" && fault.kind !== "bare-name") return true;
    return !real.some(
      ({ fault: other }) =>
        (fault.kind === "stray" || other.kind === "stray") &&
        other.start < fault.start &&
        lineOf(other.start) === lineOf(fault.start),
    );
  });
}

/** The most certain kinds first: what the first one shows is the verdict's witness. */
const ranked = (faults: readonly Fault[]): Fault[] =>
  [...faults].sort((a, b) => faultKinds.indexOf(a.kind) - faultKinds.indexOf(b.kind) || a.start - b.start);

const fromData = faultKinds.indexOf("error-text");

/**
 * Faults of the body itself come first, then those that typed text may bring about, then those of ids, which people do not
 * type, and last those of what Braze fills in by itself.
 */
function rankOf({ kind, ways }: Fault): number {
  if (faultKinds.indexOf(kind) < fromData) return 0;
  const names = [...ways[0]!.cases.keys()].map(nameOf);
  if (names.length === 0) return 1;
  if (names.every((name) => brazeMade.test(name))) return 3;
  return names.every((name) => idLike.test(name)) ? 2 : 1;
}

const idLike = /(^|[^a-z])(id|sku|uuid)\W*$/i;
const brazeMade =
  /^(\$\{(braze_id|country|language|time_zone|gender|random_bucket_number|most_recent_\w+)\}|(campaign|canvas|most_recently_used_device|subscribed_state)\.)/;

/** How a search for a witness ended. */
interface Searched {
  readonly complete: boolean;
  /** The body's first finding whose search was stopped says so for all of them. */
  readonly saysStopped: boolean;
}

const searchStopped =
  "The search for a user for whom it breaks stopped at its limit, before every kind of value was tried.";

function findingOf(
  source: Source,
  fault: Fault,
  witness: Witness | undefined,
  { complete, saysStopped }: Searched,
): Diagnostic {
  const span = spanOf(source, fault.start, fault.end);
  const { finding, message, cure: mends } = words[fault.kind as keyof typeof words];
  const cure = typeof mends === "string" ? mends : mends(fault);
  const rank = rankOf(fault);
  if (!witness) {
    const nobody = complete ? ", but no user was found for whom it breaks" : "";
    const notes = [cure, ...(saysStopped ? [searchStopped] : [])];
    return notProven.report(`not proven: ${message(fault, source.text)}${nobody}`, { span, rank, notes });
  }
  const notes: Note[] = [];
  const values = [...witness.assignment].filter(([, value]) => value !== null);
  if (values.length > 0) {
    const list = values.map(([input, value]) => `${nameOf(input)} = ${shorten(inspect(value), 60)}`);
    notes.push({ message: `breaks for a user with ${list.join(", ")}` });
  } else
    notes.push({
      message: `breaks for ${witness.forAll ? "every user" : "a user who has none of what it reads"}`,
    });
  notes.push({ message: `then the body is …${excerpt(witness, fault, source)}…` }, { message: cure });
  const { detail } = fault;
  return finding.report(message(fault, source.text), { span, rank, notes, detail });
}

/** What a template holds of credentials is not printed either. */
const withoutSecrets = (text: string, { text: whole, secrets = [] }: Source): string =>
  secrets.reduce(
    (shown, { start, end }) => shown.replaceAll(whole.slice(start, end), "*".repeat(end - start)),
    text,
  );

/** The broken output around the fault. */
function excerpt({ rendering }: Witness, fault: Fault, source: Source): string {
  const piece =
    rendering.pieces.find((one) => one.span.start <= fault.start && fault.start < one.span.end) ??
    rendering.pieces.find((one) => one.span.start >= fault.end);
  const at = piece
    ? piece.start + (piece.verbatim ? Math.max(0, fault.start - piece.span.start) : 0)
    : rendering.text.length;
  return shorten(
    withoutSecrets(rendering.text, source)
      .slice(Math.max(0, at - 30), at + 40)
      .replace(/\s+/g, " "),
    80,
  );
}

const shorten = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text;
