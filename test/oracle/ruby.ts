import { spawnSync } from "node:child_process";
import type { Scope } from "../../src/liquid/runtime/scope.js";
import { standardVariables, toStandardLiquid } from "../../src/liquid/runtime/standard.js";
import { isArray, isFloat, isHash, isTime, type Value } from "../../src/liquid/value.js";

/** What is sent, or why nothing is. */
export type RubyAnswer = { readonly text: string } | { readonly abort: string };

let here: boolean | undefined;

/** True where Ruby, the liquid gem and ActiveSupport are installed. */
export function rubyIsHere(): boolean {
  here ??= spawnSync("ruby", ["-e", 'require "liquid"; require "active_support"']).status === 0;
  return here;
}

/** The versions that answer. */
export function rubyVersions(): string {
  const script =
    'require "liquid"; require "active_support"; print "Ruby #{RUBY_VERSION}, liquid #{Liquid::VERSION}, activesupport #{ActiveSupport::VERSION::STRING}"';
  return spawnSync("ruby", ["-W0", "-e", script], { encoding: "utf8" }).stdout;
}

/** One template, and the users to render it for. */
export interface RubyQuestion {
  readonly template: string;
  readonly scopes: readonly Scope[];
}

/** Renders one template for many scopes with Ruby Liquid. */
export const renderWithRuby = (template: string, scopes: readonly Scope[]): RubyAnswer[] =>
  renderAllWithRuby([{ template, scopes }])[0]!;

/** Renders many templates in one process, as starting Ruby costs more than most renderings; answers in order. */
export function renderAllWithRuby(questions: readonly RubyQuestion[]): RubyAnswer[][] {
  return tryAllWithRuby(questions).map((answers, index) =>
    answers.map((answer) => {
      if ("error" in answer) throw new Error(`${answer.error}: ${questions[index]!.template}`);
      return answer;
    }),
  );
}

/** The same of templates that may not parse. */
export function tryAllWithRuby(questions: readonly RubyQuestion[]): (RubyAnswer | { error: string })[][] {
  const answers = ask(questions.flatMap(linesOf));
  return questions.map(({ scopes }) => answers.splice(0, scopes.length));
}

function linesOf({ template, scopes }: RubyQuestion): string[] {
  const now = Number((scopes[0]?.now.nanoseconds ?? 0n) / 1_000_000n);
  const standard = toStandardLiquid(template);
  return [JSON.stringify({ template: standard.text, now }), ...scopes.map(scopeLine)];
}

function ask(lines: readonly string[]): (RubyAnswer | { error: string })[] {
  if (lines.length === 0) return [];
  const script = new URL("./bodies.rb", import.meta.url).pathname;
  const run = spawnSync("ruby", ["-W0", script], {
    input: `${lines.join("\n")}\n`,
    encoding: "utf8",
    maxBuffer: 1 << 30,
    env: { ...process.env, TZ: "UTC", LANG: "C.UTF-8" },
  });
  if (run.status !== 0) throw new Error(`ruby failed: ${run.stderr.slice(0, 2000)}`);
  return run.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as RubyAnswer | { error: string });
}

/** A user's values in one line of JSON, as `bodies.rb` reads them. */
export function scopeLine(scope: Scope): string {
  return `{"scope":${tagged(standardVariables(scope))}}`;
}

/** JSON with what it cannot carry tagged, as `bodies.rb` reads it. */
function tagged(value: Value): string {
  if (isHash(value)) {
    return `{${[...value].map(([name, member]) => `${JSON.stringify(name)}:${tagged(member)}`).join(",")}}`;
  }
  if (isArray(value)) return `[${value.map(tagged).join(",")}]`;
  if (isTime(value)) return `{"$time":[${value.nanoseconds},${value.offset}]}`;
  if (isFloat(value)) return `{"$float":"${Object.is(value.value, -0) ? "-0.0" : value.value}"}`;
  if (typeof value === "bigint") return String(value);
  return JSON.stringify(value);
}
