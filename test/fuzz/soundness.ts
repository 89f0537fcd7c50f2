import { type Assumptions, assumptionNames, assumptions } from "../../src/liquid/assumptions.js";
import type { Rendering } from "../../src/liquid/runtime/rendering.js";
import type { Template } from "../../src/liquid/syntax/template.js";
import { notProven } from "../../src/proof/findings.js";
import { type Proof, proveTemplate } from "../../src/proof/prove.js";
import type { WitnessFixture } from "../../src/proof/witness/fixture.js";
import { departs } from "../proof/conforms.js";
import type { Random } from "../support/random.js";
import { breaks, type Case, fixtureOf, isBroken, isUser, read, rendered, renderedFor } from "./case.js";
import { everydayUser, isEverydayUser, usagesIn } from "./everyday.js";
import { given, type Question, randomDocument, randomLiquid, randomQuestion } from "./template.js";
import { randomUser } from "./users.js";

export type Verdict = Proof["verdict"];

/** What the proof said of a template, and what was seen. */
export interface Judged {
  /** Absent where the template does not parse. */
  readonly verdict?: Verdict;
  /** Renderings of a template that is proven. */
  readonly renders: number;
  /** Why the verdict is `unknown`. */
  readonly reasons?: readonly string[];
  readonly wrong?: { readonly kind: Wrong; readonly found: Case; readonly detail: string };
}

export type Wrong =
  /** Proven, but breaks for the user; or proven for everyday data, and the user has nothing else. */
  | "unsound"
  /** Does not break for the witness, who is the user. */
  | "witness"
  /** Proven, but the payload is not of the type that the proof foretold. */
  | "shape";

const unread: Judged = { renders: 0 };

/** Renders a proven document for many users under two settings each, a conditional one for everyday users, and a refuted one for its witness. */
export function judgeDocument(random: Random, users: number): Judged {
  const text = randomDocument(random, random.chance(0.7) ? "braze" : "standard");
  const template = read(text);
  if (isBroken(template)) return unread;
  const proof = proveTemplate(template);
  const { verdict } = proof;
  const unshown = unshownBy(proof, template);
  if (unshown) return { verdict, renders: 0, wrong: unshown };
  if (verdict === "refuted" || verdict === "unknown")
    return { verdict, renders: 0, reasons: reasonsOf(proof) };
  const everyone = verdict === "proven";
  const usages = everyone ? undefined : usagesIn(template);
  let renders = 0;
  for (let drawn = 0; drawn < users; drawn++) {
    const user = everyone ? randomUser(random, template) : everydayUser(random, template, usages);
    const fixture = fixtureOf(user);
    for (const assume of everyone ? [{}, someAssumption(random)] : [{}]) {
      renders++;
      const shown = renderedFor(template, fixture, assume);
      const kind = wrongOf(proof, shown);
      if (kind)
        return {
          verdict,
          renders,
          wrong: { kind, found: { template: text, user, assume }, detail: shown.text },
        };
    }
  }
  return { verdict, renders };
}

function someAssumption(random: Random): Partial<Assumptions> {
  const name = random.pick(assumptionNames);
  return { [name]: random.pick(assumptions[name].values) };
}

/** The witness that does not show what it should. */
function unshownBy(proof: Proof, template: Template): Judged["wrong"] {
  for (const [fixture, assume] of witnessesOf(proof)) {
    const found = { template: template.source.text, user: JSON.stringify(fixture), assume };
    const shown = rendered(template, found);
    if (!breaks(shown)) return { kind: "witness", found, detail: `${shown.outcome}: ${shown.text}` };
  }
  return undefined;
}

/** Users for whom the body is said to break. */
function witnessesOf({ verdict, witness, conditions }: Proof): [WitnessFixture, Partial<Assumptions>][] {
  if (verdict === "refuted") return [[witness!, {}]];
  return (conditions ?? []).flatMap((one): [WitnessFixture, Partial<Assumptions>][] =>
    one.witness ? [[one.witness, {}]] : [],
  );
}

/** Why nothing could be shown: the words of each warning, without what they quote. */
const reasonsOf = ({ verdict, diagnostics }: Proof): string[] =>
  verdict === "unknown"
    ? diagnostics
        .filter(({ code }) => code === notProven.code)
        .map(({ message }) => message.replaceAll(/"[^"]*"|`[^`]*`|\d+/g, "…"))
    : [];

function wrongOf(proof: Proof, shown: Rendering): Wrong | undefined {
  if (breaks(shown)) return "unsound";
  if (shown.outcome !== "sent") return undefined;
  const { shape } = proof;
  return !shape || departs(JSON.parse(shown.text), shape) !== undefined ? "shape" : undefined;
}

/** Whether a case is still wrong in the same way, for what makes it smaller. */
export function isStillWrong(kind: Wrong, one: Case): boolean {
  const template = read(one.template);
  if (isBroken(template) || !isUser(one.user)) return false;
  const proof = proveTemplate(template);
  if (kind === "witness") return unshownBy(proof, template) !== undefined;
  if (proof.verdict !== "proven" && proof.verdict !== "conditional") return false;
  if (wrongOf(proof, rendered(template, one)) !== kind) return false;
  return proof.verdict === "proven" || isEverydayUser(one.user, template);
}

/**
 * Asks one user which way a condition goes, and puts what is not JSON there: whoever calls that proven has not seen this
 * user's way. So every value that any tag or filter gives can be held to what the proof knows of it.
 */
export function judgeQuestion(random: Random): Judged {
  const question = random.chance(0.5) ? conditionAsked(random) : printAsked(random);
  if (!question) return unread;
  const { before, condition, user } = question;
  const asking = read(`${before}{% if ${condition} %}(yes){% else %}(no){% endif %}`);
  if (isBroken(asking)) return unread;
  const { text } = rendered(asking, { user, assume: {} });
  const way = /\((yes|no)\)$/.exec(text)?.[1];
  const [yes, no] = way === "yes" ? ["oops", "{}"] : ["{}", "oops"];
  const found = {
    template: `${before}{% if ${condition} %}${yes}{% else %}${no}{% endif %}`,
    user,
    assume: {},
  };
  const template = read(found.template);
  const shown = rendered(template, found);
  if (!breaks(shown)) return unread;
  const proof = proveTemplate(template);
  const { verdict } = proof;
  const isWrong = verdict === "proven" || (verdict === "conditional" && isEverydayUser(user, template));
  return isWrong
    ? { verdict, renders: 1, wrong: { kind: "unsound", found, detail: shown.text } }
    : { verdict, renders: 0, reasons: reasonsOf(proof) };
}

function someUser(random: Random, template: Template): string {
  const draw = random.below(10);
  if (draw === 0) return nobody;
  return draw < 6 ? randomUser(random, template) : everydayUser(random, template);
}

interface Asked extends Question {
  readonly user: string;
}

const nobody = '{"now":"2023-12-06T18:20:45Z"}';

function conditionAsked(random: Random): Asked | undefined {
  const question = randomQuestion(random);
  const template = read(`${question.before}{% if ${question.condition} %}{% endif %}`);
  if (isBroken(template)) return undefined;
  return { ...question, user: someUser(random, template) };
}

/** Whether any Liquid prints what it does print for one user. */
function printAsked(random: Random): Asked | undefined {
  const text = randomLiquid(random, random.chance(0.5) ? "braze" : "standard", 2);
  const before = `${given(random, text)}{% capture out %}${text}{% endcapture %}`;
  const asking = read(`${before}{{ out }}`);
  if (isBroken(asking)) return undefined;
  const user = someUser(random, asking);
  const shown = rendered(asking, { user, assume: {} });
  if (shown.outcome !== "sent") return undefined;
  const quote = shown.text.includes("'") ? '"' : "'";
  const literal = !shown.text.includes(quote) && !/[%{}]/.test(shown.text);
  if (random.chance(0.2) || !literal)
    return { before, user, condition: `out.size == ${[...shown.text].length}` };
  return { before, user, condition: `out == ${quote}${shown.text}${quote}` };
}
