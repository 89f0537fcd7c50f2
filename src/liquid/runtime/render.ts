import { type Diagnostic, hasErrors, sorted } from "../../diagnostics/diagnostic.js";
import { type Assumptions, defaultAssumptions } from "../assumptions.js";
import { liquidLimit } from "../findings.js";
import { defaultLimits, LimitReached, type Limits } from "../limits.js";
import type { Template } from "../syntax/template.js";
import { runBody } from "./machine.js";
import { Renderer, type Runtime } from "./renderer.js";
import type { Piece, Rendering } from "./rendering.js";
import type { Scope } from "./scope.js";
import { Aborted } from "./signals.js";

export interface RenderOptions {
  /** Ruby Liquid 5.4 in lax mode: a filter that does not exist passes its value on. */
  readonly lenient?: boolean | undefined;
  readonly assume?: Partial<Assumptions> | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** What `random` draws from; the same seed gives the same text. */
  readonly seed?: number | undefined;
}

/**
 * Renders a template for one user, as Braze does. A template with an error fails unread; what the template is allowed to
 * ask for is in `limits.ts`. Never throws for what a template or a user can hold.
 */
export function renderWith(
  runtime: Runtime,
  template: Template,
  scope: Scope,
  options: RenderOptions = {},
): Rendering {
  const broken = options.lenient ? template.diagnostics.filter(isSyntax) : template.diagnostics;
  if (hasErrors(broken)) return new Finished("failed", "", null, broken, new Map(), 0, () => []);
  const renderer = run(runtime, template, scope, options, false);
  const diagnostics = sorted([...(options.lenient ? [] : template.diagnostics), ...renderer.diagnostics]);
  return new Finished(
    renderer.outcome,
    renderer.text,
    renderer.abort,
    diagnostics,
    renderer.extras,
    renderer.steps,
    () => run(runtime, template, scope, options, true).pieces,
  );
}

/** A template read strictly can still be rendered leniently: what only Braze rejects does not count then. */
const isSyntax = ({ kind }: Diagnostic) => kind.fatal === true;

class Finished implements Rendering {
  private made: readonly Piece[] | undefined;

  constructor(
    readonly outcome: Rendering["outcome"],
    readonly text: string,
    readonly abort: string | null,
    readonly diagnostics: readonly Diagnostic[],
    readonly messageExtras: ReadonlyMap<string, string>,
    readonly steps: number,
    private readonly trace: () => readonly Piece[],
  ) {}

  /** Most renderings are never asked, so they are traced by rendering again. */
  get pieces(): readonly Piece[] {
    if (!this.made) this.made = this.outcome === "sent" ? this.trace() : [];
    return this.made;
  }
}

interface Run {
  readonly outcome: Rendering["outcome"];
  readonly text: string;
  readonly abort: string | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly extras: ReadonlyMap<string, string>;
  readonly steps: number;
  readonly pieces: readonly Piece[];
}

function run(
  runtime: Runtime,
  template: Template,
  scope: Scope,
  options: RenderOptions,
  traced: boolean,
): Run {
  const renderer = new Renderer(template.source, scope, runtime, {
    lenient: options.lenient ?? false,
    assume: { ...defaultAssumptions, ...options.assume },
    limits: { ...defaultLimits, ...options.limits },
    seed: options.seed ?? 1,
    traced,
  });
  const { diagnostics, extras, pieces } = renderer;
  const ended = (outcome: Rendering["outcome"], abort: string | null = null): Run => ({
    outcome,
    text: outcome === "sent" ? renderer.output : "",
    abort,
    diagnostics,
    extras,
    steps: renderer.meter.spent,
    pieces,
  });
  try {
    runBody(renderer, template.nodes);
  } catch (error) {
    if (error instanceof Aborted) return ended("aborted", error.reason);
    const limit = limitIn(error);
    if (limit === undefined) throw error;
    diagnostics.push(liquidLimit.report(`rendering stopped: ${limit}`, { span: renderer.here() }));
    return ended("failed");
  }
  return ended(hasErrors(diagnostics) ? "failed" : "sent");
}

/** What the machine itself refuses: a text, an array or a number beyond its bounds. Any other failure is a bug of ours. */
const machineLimits =
  /^(Invalid string length|Invalid array length|Maximum BigInt size exceeded|Maximum call stack size)/;

function limitIn(error: unknown): string | undefined {
  if (error instanceof LimitReached) return error.message;
  return error instanceof RangeError && machineLimits.test(error.message)
    ? "a value grew beyond what can be held"
    : undefined;
}
