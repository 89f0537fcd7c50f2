import { Liquid, type LiquidOptions, TypeGuards } from "liquidjs";
import type { Assumptions } from "../../liquid/assumptions.js";
import type { FilterDefinition } from "../../liquid/filters/index.js";
import { applyFilter } from "../../liquid/filters/index.js";
import { RubyFloat, type Value } from "../../liquid/value.js";
import { printRaw } from "../../liquid/values/print-raw.js";
import { AbortMessage } from "./abort-message.js";
import { toValue } from "./literals.js";
import { operators } from "./operators.js";
import { type Note, renderLikeRuby } from "./rendering.js";
import type { RubyContext } from "./ruby-context.js";

/** Tags that Braze documents. The others are taken from the engine, so that a body cannot lean on them. */
const documentedTags = new Set(
  "assign break capture case comment continue echo for if liquid raw unless #".split(" "),
);

/** A liquidjs that has Braze's filters and tags and no others, and reads, compares and prints as Ruby does. */
export function makeEngine(
  filters: ReadonlyMap<string, FilterDefinition>,
  limits: Pick<LiquidOptions, "parseLimit" | "memoryLimit">,
  note: Note,
  assume: Assumptions,
): Liquid {
  const engine = new Liquid({
    ...limits,
    strictFilters: true,
    ownPropertyOnly: true,
    catchAllErrors: true,
    operators,
    outputEscape: (value: unknown) => printRaw(toValue(value), assume),
  });
  engine.renderer.renderTemplates = renderLikeRuby(note);
  for (const name of Object.keys(engine.filters)) engine.unregisterFilter(name);
  for (const name of Object.keys(engine.tags)) if (!documentedTags.has(name)) delete engine.tags[name];
  engine.registerTag("abort_message", AbortMessage);
  for (const [name, filter] of filters) {
    if (filter.documented) registerFilter(engine, name, filter);
  }
  return engine;
}

function registerFilter(engine: Liquid, name: string, filter: FilterDefinition): void {
  engine.registerFilter(name, function (input: unknown, ...given: unknown[]) {
    const args: Value[] = [];
    const named = new Map<string, Value>();
    given.forEach((arg, index) => {
      const token = this.token.args[index];
      if (Array.isArray(token)) named.set(...keyValue(arg as [string, unknown]));
      else args.push(token && isFloatLiteral(token) ? new RubyFloat(Number(arg)) : toValue(arg));
    });
    // Ruby hands named arguments over as one hash after the others
    if (named.size > 0) args.push(named);
    const context = this.context as RubyContext;
    context.meter.filter(filter, toValue(input), args);
    return context.meter.checked(applyFilter(filter, toValue(input), args, context));
  });
}

const keyValue = ([name, value]: [string, unknown]) => [name, toValue(value)] as const;

/** `1000.0` is a JavaScript number to liquidjs; only its text tells that it is a Float. */
const isFloatLiteral = (token: Parameters<typeof TypeGuards.isNumberToken>[0]) =>
  TypeGuards.isNumberToken(token) && token.getText().includes(".");
