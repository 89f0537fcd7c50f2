import { fixtureFrom } from "../braze/fixture/from-object.js";
import { scopeOf } from "../braze/fixture/scope-of.js";
import { parseTemplate, render } from "../braze/liquid.js";
import { systemClock } from "../clock.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import type { Assumptions } from "../liquid/assumptions.js";
import type { Template } from "../liquid/syntax/template.js";
import { type DiagnosticJson, diagnosticsJson } from "../report/diagnostic-json.js";
import { orNobody, sourceOf } from "./source-of.js";
import { requireAssumptions, requireBoolean, requireNow, requireOptions, requireTexts } from "./usage.js";

export { UsageError } from "./usage.js";
export type { DiagnosticJson };

export interface RenderTemplateOptions {
  /** What the findings call the template. */
  readonly file?: string;
  /** Ruby Liquid 5.4 in lax mode, instead of Braze's documented subset. */
  readonly lenient?: boolean;
  /** How Braze behaves where its documentation is silent. */
  readonly assume?: Partial<Assumptions>;
  /** The clock: a date, or ISO 8601 text with a zone. */
  readonly now?: Date | string;
  /** Texts of Content Blocks by name. */
  readonly contentBlocks?: Readonly<Record<string, string>>;
}

export interface TemplateRendering {
  /** `sent`: rendered to the end; nothing is said about JSON. `failed`: a syntax error or a limit. */
  readonly outcome: "sent" | "aborted" | "failed";
  readonly body: string | null;
  readonly abort: string | null;
  readonly diagnostics: readonly DiagnosticJson[];
}

/**
 * Renders any template for one user, as Braze would.
 * @param fixture an object, or JSON text, which keeps `10.0` apart from `10`
 * @throws UsageError when an argument or option is not what is declared here
 */
export function renderTemplate(
  source: string,
  fixture: unknown = {},
  options: RenderTemplateOptions = {},
): TemplateRendering {
  return compiled("renderTemplate", source, options)(fixture);
}

/**
 * Reads a template once, to render it for any number of users.
 * @returns what `renderTemplate` does with the rest of its arguments; its fixture is an object or JSON text, too
 * @throws UsageError when an argument or option is not what is declared here
 */
export function compileTemplate(
  source: string,
  options: RenderTemplateOptions = {},
): (fixture?: unknown) => TemplateRendering {
  return compiled("compileTemplate", source, options);
}

function compiled(name: string, source: string, options: RenderTemplateOptions) {
  requireOptions(options, name, ["file", "lenient", "assume", "now", "contentBlocks"]);
  const text = sourceOf(source, options.file);
  const lenient = requireBoolean(options.lenient ?? false, "lenient");
  const assume = requireAssumptions(options.assume ?? {});
  const now = options.now === undefined ? undefined : requireNow(options.now);
  const contentBlocks = requireTexts(options.contentBlocks ?? {}, "contentBlocks");
  let template: Template | undefined;
  return (fixture: unknown = {}): TemplateRendering => {
    const reading = fixtureFrom(orNobody(fixture));
    if (!reading.fixture || hasErrors(reading.diagnostics)) {
      return {
        outcome: "failed",
        body: null,
        abort: null,
        diagnostics: diagnosticsJson(reading.diagnostics),
      };
    }
    template ??= parseTemplate(text, { lenient });
    const scope = scopeOf(reading.fixture, { now, clock: systemClock, assume, contentBlocks });
    const rendering = render(template, scope, { lenient, assume });
    return {
      outcome: rendering.outcome,
      body: rendering.outcome === "sent" ? rendering.text : null,
      abort: rendering.abort,
      diagnostics: diagnosticsJson([...reading.diagnostics, ...rendering.diagnostics]),
    };
  };
}
