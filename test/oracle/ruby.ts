import { spawnSync } from "node:child_process";
import type { Scope } from "../../src/braze/liquid/scope.js";
import { standardVariables, toStandardLiquid } from "../../src/braze/liquid/standard.js";
import { isArray, isFloat, isHash, isTime, type Value } from "../../src/braze/liquid/value.js";

export type RubyAnswer = { readonly text: string } | { readonly abort: string };

/** True where Ruby, the liquid gem and ActiveSupport are installed. */
export function rubyIsHere(): boolean {
  const probe = spawnSync("ruby", ["-e", 'require "liquid"; require "active_support"'], { timeout: 20_000 });
  return probe.status === 0;
}

/** The versions that answer. */
export function rubyVersions(): string {
  const script =
    'require "liquid"; require "active_support"; print "Ruby #{RUBY_VERSION}, liquid #{Liquid::VERSION}, activesupport #{ActiveSupport::VERSION::STRING}"';
  return spawnSync("ruby", ["-W0", "-e", script], { encoding: "utf8" }).stdout;
}

/** Renders one template for many scopes with Ruby Liquid, in one process. */
export function renderWithRuby(template: string, scopes: readonly Scope[]): RubyAnswer[] {
  const now = Number((scopes[0]?.now.nanoseconds ?? 0n) / 1_000_000n);
  const standard = toStandardLiquid(template);
  const lines = [
    JSON.stringify({ template: standard.text, now }),
    ...scopes.map((scope) => scopeLine(scope)),
  ];
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
    .map((line) => JSON.parse(line) as RubyAnswer);
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
