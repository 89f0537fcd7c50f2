import { proveTemplate as prove } from "../proof/prove.js";
import { type DiagnosticJson, diagnosticsJson } from "../report/diagnostic-json.js";
import { type Data, requireData } from "./data.js";
import { sourceOf } from "./source-of.js";
import { requireOptions, requireTexts } from "./usage.js";

export type { Data, DataDeclaration, DataType } from "./data.js";
export { UsageError } from "./usage.js";
export type { DiagnosticJson };

export interface ProveTemplateOptions {
  /** What the findings call the template. */
  readonly file?: string;
  /** Texts of Content Blocks by name. */
  readonly contentBlocks?: Readonly<Record<string, string>>;
  /** What names hold, where that is narrower than what Braze lets in. */
  readonly data?: Data;
}

/** Values that a name is taken never to hold, and a fixture whose user has such a value and breaks the body. */
export interface ProofCondition {
  readonly name: string;
  readonly excludes: string;
  readonly assumption?: string;
  readonly witness?: Readonly<Record<string, unknown>>;
}

export interface TemplateProof {
  readonly verdict: "proven" | "conditional" | "refuted" | "unknown";
  /** A fixture whose user breaks the body. */
  readonly witness?: Readonly<Record<string, unknown>>;
  /** What a `conditional` body takes for granted. */
  readonly conditions?: readonly ProofCondition[];
  readonly diagnostics: readonly DiagnosticJson[];
}

/**
 * Proves that a template renders valid JSON for every user, or gives one for whom it does not.
 * @throws UsageError when an argument or option is not what is declared here
 */
export function proveTemplate(source: string, options: ProveTemplateOptions = {}): TemplateProof {
  requireOptions(options, "proveTemplate", ["file", "contentBlocks", "data"]);
  const template = sourceOf(source, options.file);
  const contentBlocks = requireTexts(options.contentBlocks ?? {}, "contentBlocks");
  const { verdict, witness, conditions, diagnostics } = prove(template, {
    contentBlocks,
    data: requireData(options.data),
  });
  return {
    verdict,
    ...(witness ? { witness } : {}),
    ...(conditions ? { conditions } : {}),
    diagnostics: diagnosticsJson(diagnostics),
  };
}
