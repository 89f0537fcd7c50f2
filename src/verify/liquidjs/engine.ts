import { Liquid, type LiquidOptions, TypeGuards } from "liquidjs";
import type { FilterDefinition } from "../../braze/liquid/filters/definition.js";
import { LiquidError } from "../../braze/liquid/liquid-error.js";
import { RubyFloat, type Value } from "../../braze/liquid/value.js";
import { print } from "../../braze/liquid/values/print.js";
import { AbortMessage } from "./abort-message.js";
import { toValue } from "./literals.js";
import { operators } from "./operators.js";
import { type Note, renderLikeRuby } from "./rendering.js";
import type { RubyContext } from "./ruby-context.js";

/** Tags that Braze documents. The others are taken from the engine, so that a body cannot lean on them. */
const documentedTags = new Set(
  "assign break capture case comment continue echo for if liquid raw unless #".split(" "),
);

/** As much of a filter's record as a second engine needs. */
export type FilterLike = Pick<FilterDefinition, "apply" | "documented" | "parameters">;

export type FilterTable = Readonly<Record<string, FilterLike>>;

/** A liquidjs that has Braze's filters and tags and no others, and reads, compares and prints as Ruby does. */
export function makeEngine(
  filters: FilterTable,
  limits: Pick<LiquidOptions, "parseLimit" | "renderLimit" | "memoryLimit">,
  note: Note,
): Liquid {
  const engine = new Liquid({
    ...limits,
    strictFilters: true,
    ownPropertyOnly: true,
    catchAllErrors: true,
    operators,
    outputEscape: (value: unknown) => print(toValue(value)),
  });
  engine.renderer.renderTemplates = renderLikeRuby(note);
  for (const name of Object.keys(engine.filters)) engine.unregisterFilter(name);
  for (const name of Object.keys(engine.tags)) if (!documentedTags.has(name)) delete engine.tags[name];
  engine.registerTag("abort_message", AbortMessage);
  for (const [name, filter] of Object.entries(filters)) {
    if (filter.documented) registerFilter(engine, name, filter);
  }
  return engine;
}

function registerFilter(engine: Liquid, name: string, filter: FilterLike): void {
  engine.registerFilter(name, function (input: unknown, ...given: unknown[]) {
    const args: Value[] = [];
    const named = new Map<string, Value>();
    given.forEach((arg, index) => {
      const token = this.token.args[index];
      if (Array.isArray(token)) named.set(...keyValue(arg as [string, unknown]));
      else args.push(token && isFloatLiteral(token) ? new RubyFloat(Number(arg)) : toValue(arg));
    });
    checkCount(filter, args.length);
    // Ruby hands named arguments over as one hash behind the others
    return filter.apply(
      toValue(input),
      named.size > 0 ? [...args, named] : args,
      this.context as RubyContext,
    );
  });
}

/** Ruby counts the input among the arguments. */
function checkCount({ parameters }: FilterLike, given: number): void {
  const required = parameters.filter((parameter) => !parameter.optional).length;
  if (given >= required && given <= parameters.length) return;
  const expected =
    required === parameters.length ? `${required + 1}` : `${required + 1}..${parameters.length + 1}`;
  throw new LiquidError(`wrong number of arguments (given ${given + 1}, expected ${expected})`);
}

const keyValue = ([name, value]: [string, unknown]) => [name, toValue(value)] as const;

/** `1000.0` is a JavaScript number to liquidjs; only its text tells that it is a Float. */
const isFloatLiteral = (token: Parameters<typeof TypeGuards.isNumberToken>[0]) =>
  TypeGuards.isNumberToken(token) && token.getText().includes(".");
