import { AssertionError, type Liquid, LiquidError, type Template } from "liquidjs";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { type Assumptions, defaultAssumptions } from "../liquid/assumptions.js";
import { filters } from "../liquid/filters/index.js";
import { invalidBrazeSyntax, liquidErrorInOutput, liquidLimit, liquidSyntax } from "../liquid/findings.js";
import { defaultLimits, LimitReached } from "../liquid/limits.js";
import { Meter } from "../liquid/runtime/meter.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { standardVariables, toStandardLiquid } from "../liquid/runtime/standard.js";
import type { Value } from "../liquid/value.js";
import { type Source, spanOf } from "../source/source.js";
import { makeEngine } from "./liquidjs/engine.js";
import { tooDeep } from "./liquidjs/nesting.js";
import type { Note } from "./liquidjs/rendering.js";
import { keyMark, RubyContext } from "./liquidjs/ruby-context.js";
import { Aborted } from "./liquidjs/signals.js";
import type { Renderer, Rendering } from "./rendering.js";

export interface SecondOpinionOptions {
  readonly assume?: Partial<Assumptions> | undefined;
  /** Longest template, in characters. */
  readonly parseLimit?: number;
}

/** Renders a body with liquidjs: an engine that shares no parser and no evaluator with the emulator. */
export function renderWithLiquidjs(
  source: Source,
  scope: Scope,
  options: SecondOpinionOptions = {},
): Rendering {
  return liquidjsRenderer(source, options)(scope);
}

/** The same with the template parsed once, for many users. */
export function liquidjsRenderer(source: Source, options: SecondOpinionOptions = {}): Renderer {
  const standard = toStandardLiquid(source.text, { literal: liquidjsLiteral });
  const at = (offset: number, end = offset + 1) =>
    spanOf(
      source,
      standard.originOf(offset),
      Math.max(standard.originOf(offset) + 1, standard.originOf(end)),
    );
  const assume = { ...defaultAssumptions, ...options.assume };
  const note: Note = (context, offset, message, silent) => {
    (context as RubyContext).failed = true;
    if (silent && assume.errors === "lax") return;
    const found = silent ? `Liquid error: ${message}` : `the output holds "Liquid error: ${message}"`;
    (context as RubyContext).findings.push(liquidErrorInOutput.report(found, { span: at(offset) }));
  };
  const limits = { parseLimit: options.parseLimit ?? 2_000_000, memoryLimit: 100_000_000 };
  const engine = makeEngine(filters, limits, note, assume);
  const untranslatable = standard.faults.map((fault) =>
    invalidBrazeSyntax.report(fault.message, { span: spanOf(source, fault.start, fault.end) }),
  );
  const deep = tooDeep(standard.text);
  if (deep !== undefined)
    return () => failed([liquidLimit.report("this template nests too deep", { span: at(deep) })]);
  let templates: Template[];
  try {
    if (untranslatable.length > 0) return () => failed(untranslatable);
    templates = engine.parse(standard.text);
  } catch (error) {
    const diagnostics = parseFaults(error, at, source);
    return () => failed(diagnostics);
  }
  return (scope) => render(engine, templates, scope, assume, at);
}

const failed = (diagnostics: readonly Diagnostic[]): Rendering => ({
  outcome: "failed",
  text: "",
  abort: null,
  diagnostics,
});

/** liquidjs reads backslash escapes, and takes `["size"]` for `.size`. */
const liquidjsLiteral = (inside: string, inBrackets: boolean) =>
  inside.replaceAll("\\", "\\\\") + (inBrackets && /^(size|first|last)$/.test(inside) ? keyMark : "");

function render(
  engine: Liquid,
  templates: Template[],
  scope: Scope,
  assume: Assumptions,
  at: (offset: number) => ReturnType<typeof spanOf>,
): Rendering {
  const context = new RubyContext(variablesOf(scope), engine.options, { sync: true }, { liquid: engine });
  context.now = scope.now;
  context.assume = assume;
  context.meter = new Meter(defaultLimits);
  try {
    const text = String(engine.renderSync(templates, context));
    if (context.failed && assume.errors === "strict") return failed(context.findings);
    return { outcome: "sent", text, abort: null, diagnostics: context.findings };
  } catch (error) {
    if (error instanceof Aborted) {
      return { outcome: "aborted", text: "", abort: error.reason, diagnostics: context.findings };
    }
    if (!isLimit(error)) throw error;
    const message = `rendering was stopped: ${error.message}`;
    return failed([...context.findings, liquidLimit.report(message, { span: at(0) })]);
  }
}

/** What liquidjs throws for its limits, and what we throw for ours. */
const isLimit = (error: unknown): error is Error =>
  error instanceof AssertionError || error instanceof LimitReached;

/** No prototype, so that no name finds anything but data. */
function variablesOf(scope: Scope): Record<string, Value> {
  return Object.assign(
    Object.create(null) as Record<string, Value>,
    Object.fromEntries(standardVariables(scope)),
  );
}

/** The field is private in the types of liquidjs. */
const placed = (error: object) =>
  error as { readonly token: { readonly begin: number; readonly end: number } };

function parseFaults(
  error: unknown,
  at: (offset: number, end?: number) => ReturnType<typeof spanOf>,
  source: Source,
): Diagnostic[] {
  if (error instanceof AssertionError) {
    return [liquidLimit.report(`this template is too long: ${error.message}`, { span: spanOf(source, 0) })];
  }
  const several = (error as { errors?: unknown[] }).errors ?? [error];
  return several.map((one) => {
    if (!LiquidError.is(one)) throw one;
    const { token } = placed(one);
    const words = one.message.replace(/, line:\d+, col:\d+$/s, "");
    return liquidSyntax.report(words, { span: at(token.begin, token.end) });
  });
}
