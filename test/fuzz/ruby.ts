import { toStandardLiquid } from "../../src/liquid/runtime/standard.js";
import { type RubyAnswer, tryAllWithRuby } from "../oracle/ruby.js";
import type { Random } from "../support/random.js";
import { type Case, isBroken, isUser, read, rendered, scopeFor } from "./case.js";
import { randomDocument, randomLiquid } from "./template.js";
import { randomUser } from "./users.js";

/** What the Ruby beside us is: plain Liquid on Rails, where Braze's documentation leaves more than one answer. */
const assume = { "time-blank": "false", "json-escape-html": "escaped" } as const;

/**
 * What the script does not have: tags that ask Braze, and filters of which Braze's pages leave open what they do with
 * most values (`money` of a text, `json_parse` of what is not JSON), so that a Ruby of our own would only repeat ours.
 */
const ours =
  /\b(connected_content|catalog_items|catalog_selection_items|shopping_cart|message_extras|translation|random|promotion|money|json_parse)\b|<!--/;

/** A loop is named after what it walks over, as it is written; Braze's writing is not what Ruby reads. */
const readsLoopName = (template: string): boolean => template.includes("${") && /\bname\b/.test(template);

/** What either engine makes of a case; undefined where it is not asked. */
type Answer = string | undefined;

/** Cases for both engines; what has no standard form, or what we stop at a limit, is left out. */
export function casesForRuby(random: Random, users: number): Case[] {
  const dialect = random.chance(0.5) ? "braze" : "standard";
  const text = random.chance(0.75) ? randomLiquid(random, dialect, 3) : randomDocument(random, dialect);
  const template = read(text);
  return Array.from({ length: users }, () => ({
    template: text,
    user: randomUser(random, template, { never: true }),
    assume,
  }));
}

export interface Difference {
  readonly found: Case;
  readonly ours: string;
  readonly rubys: string;
}

/**
 * Ruby was spared a long range or a deep value, or has bytes that are not text; or an operator is data, which has another
 * name in standard Liquid.
 */
const unasked = /^\(aborted: .* to ask Ruby about\)$|Unknown operator \S*braze/;

/** The cases on which the engines differ, by their place among those that were asked. */
export function differences(cases: readonly Case[]): (Difference | undefined)[] {
  const answers = cases.map(ourAnswer);
  const asked = cases.filter((_, index) => answers[index] !== undefined);
  const rubys = askRuby(asked);
  let next = 0;
  return cases.map((found, index) => {
    const own = answers[index];
    if (own === undefined) return undefined;
    const theirs = rubyText(rubys[next++]!);
    return own === theirs || unasked.test(theirs) ? undefined : { found, ours: own, rubys: theirs };
  });
}

function askRuby(cases: readonly Case[]) {
  return tryAllWithRuby(cases.map((one) => ({ template: one.template, scopes: [scopeFor(one)] }))).flat();
}

const noParse = "(does not parse)";

function ourAnswer(one: Case): Answer {
  if (!isUser(one.user)) return undefined;
  if (ours.test(one.template) || readsLoopName(one.template)) return undefined;
  if (toStandardLiquid(one.template).faults.length > 0) return undefined;
  const template = read(one.template);
  if (isBroken(template)) return noParse;
  const { outcome, text, abort } = rendered(template, one);
  if (outcome === "failed") return undefined;
  return outcome === "aborted" ? `(aborted: ${abort})` : text;
}

function rubyText(answer: RubyAnswer | { error: string }): string {
  if ("text" in answer) return answer.text;
  return "abort" in answer ? `(aborted: ${answer.abort})` : noParse;
}
