import type { Assumptions } from "../../src/liquid/assumptions.js";
import { rubyIsHere } from "../oracle/ruby.js";
import type { Case } from "./case.js";
import { reduced } from "./reduce.js";
import { casesForRuby, type Difference, differences } from "./ruby.js";
import {
  isStillWrong,
  type Judged,
  judgeDocument,
  judgeQuestion,
  type Verdict,
  type Wrong,
} from "./soundness.js";
import { drawsOf } from "./template.js";

export interface CampaignOptions {
  /** Templates. */
  readonly runs: number;
  readonly seed: number;
  /** Users for whom a proven template is rendered. */
  readonly users: number;
  /** Which judges: the proof is held to renderings, the emulator to Ruby. */
  readonly judges: readonly Judge[];
  /** Findings after which it ends. */
  readonly most: number;
  /** Told of each finding, and from time to time. */
  readonly said?: (text: string) => void;
}

export const judges = ["proof", "ruby"] as const;
export type Judge = (typeof judges)[number];

export interface Finding {
  readonly kind: Wrong | "ruby" | "crash";
  /** The template's number: with the seed, it is drawn again. */
  readonly index: number;
  readonly found: Case;
  readonly detail: string;
}

export interface Counts {
  templates: number;
  /** Templates that do not parse, or that ask nothing. */
  unread: number;
  readonly verdicts: Record<Verdict, number>;
  /** Why templates are unknown, with how many. */
  readonly reasons: Map<string, number>;
  /** Renderings of proven and conditional templates. */
  renders: number;
  /** Templates and renderings that Ruby was asked about. */
  compared: number;
  comparisons: number;
}

export interface Outcome {
  readonly counts: Counts;
  readonly findings: readonly Finding[];
}

/** Templates that are handed to one start of Ruby. */
const batch = 250;
const usersForRuby = 3;
/** Templates after which it says how far it is. */
const sayEvery = 1000;

/** Draws templates and holds the proof and the emulator to them; the same options give the same outcome. */
export function campaign(options: CampaignOptions): Outcome {
  const { runs, seed, most } = options;
  const counts: Counts = {
    templates: 0,
    unread: 0,
    verdicts: { proven: 0, conditional: 0, refuted: 0, unknown: 0 },
    reasons: new Map(),
    renders: 0,
    compared: 0,
    comparisons: 0,
  };
  const findings: Finding[] = [];
  const add = (finding: Finding) => {
    findings.push(finding);
    options.said?.(shown(finding));
  };
  const withRuby = options.judges.includes("ruby") && rubyIsHere();
  let waiting: { readonly index: number; readonly one: Case }[] = [];
  for (let index = 0; index < runs && findings.length < most; index++) {
    if (index > 0 && index % sayEvery === 0) options.said?.(`${index} templates, ${counts.renders} renders`);
    counts.templates++;
    if (options.judges.includes("proof")) {
      const finding = guarded(index, () => judgedBy(seed, index, options.users, counts));
      if (finding) add(finding);
    }
    if (!withRuby) continue;
    waiting.push(...casesForRuby(drawsOf(seed + 1, index), usersForRuby).map((one) => ({ index, one })));
    counts.compared++;
    if (waiting.length < batch * usersForRuby && index < runs - 1) continue;
    counts.comparisons += waiting.length;
    for (const finding of comparedTo(waiting)) add(finding);
    waiting = [];
  }
  return { counts, findings };
}

function judgedBy(seed: number, index: number, users: number, counts: Counts): Finding | undefined {
  const random = drawsOf(seed, index);
  const judged: Judged = random.chance(0.6) ? judgeDocument(random, users) : judgeQuestion(random);
  const { verdict, renders, reasons = [], wrong } = judged;
  if (verdict) counts.verdicts[verdict]++;
  else counts.unread++;
  counts.renders += renders;
  for (const reason of new Set(reasons)) counts.reasons.set(reason, (counts.reasons.get(reason) ?? 0) + 1);
  if (!wrong) return undefined;
  const { kind, detail } = wrong;
  const least = reduced(wrong.found, (cases) => firstOf(cases, (one) => isStillWrong(kind, one)));
  return { kind, index, found: least, detail };
}

function firstOf(cases: readonly Case[], holds: (one: Case) => boolean): number | undefined {
  const first = cases.findIndex(holds);
  return first < 0 ? undefined : first;
}

function* comparedTo(waiting: readonly { readonly index: number; readonly one: Case }[]): Generator<Finding> {
  const seen = new Set<number>();
  const found = differences(waiting.map(({ one }) => one));
  for (const [place, difference] of found.entries()) {
    const { index } = waiting[place]!;
    if (!difference || seen.has(index)) continue;
    seen.add(index);
    yield differing(index, difference);
  }
}

function differing(index: number, difference: Difference): Finding {
  const found = reduced(difference.found, (cases) => {
    const first = differences(cases).findIndex((one) => one !== undefined);
    return first < 0 ? undefined : first;
  });
  const { ours, rubys } = differences([found])[0]!;
  return {
    kind: "ruby",
    index,
    found,
    detail: `ours:  ${JSON.stringify(ours)}\nRuby's: ${JSON.stringify(rubys)}`,
  };
}

/** What throws is a finding, too. */
function guarded(index: number, run: () => Finding | undefined): Finding | undefined {
  try {
    return run();
  } catch (error) {
    const found = { template: "", user: "{}", assume: {} };
    return {
      kind: "crash",
      index,
      found,
      detail: error instanceof Error ? (error.stack ?? "") : String(error),
    };
  }
}

const titles: Readonly<Record<Finding["kind"], string>> = {
  unsound: "proven or conditional, but breaks",
  witness: "does not break for its witness",
  shape: "proven or conditional, but the payload is of another type",
  ruby: "the emulator and Ruby differ",
  crash: "something threw",
};

/** A finding as it can be put into a test. */
export function shown({ kind, index, found, detail }: Finding): string {
  const { template, user, assume } = found;
  return [
    `template ${index}: ${titles[kind]}`,
    `  template: ${JSON.stringify(template)},`,
    `  user: ${JSON.stringify(user)},`,
    ...(isEmpty(assume) ? [] : [`  assume: ${JSON.stringify(assume)},`]),
    ...detail.split("\n").map((line) => `  // ${line}`),
  ].join("\n");
}

const isEmpty = (assume: Partial<Assumptions>) => Object.keys(assume).length === 0;
