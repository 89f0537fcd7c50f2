import { proveTemplate as prove } from "../proof/prove.js";
import type { DiagnosticJson } from "../report/diagnostic-json.js";
import { type Data, requireData } from "./data.js";
import { proofOf, type TemplateProof } from "./proof-of.js";
import { sourceOf } from "./source-of.js";
import { requireOptions, requireTexts } from "./usage.js";

export type { Data, DataDeclaration, DataType } from "./data.js";
export type { ProofCondition, TemplateProof } from "./proof-of.js";
export type { PayloadShape, ShapeKind } from "./shape.js";
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

/**
 * Proves that a template renders valid JSON for every user, or gives one for whom it does not.
 * @throws UsageError when an argument or option is not what is declared here
 */
export function proveTemplate(source: string, options: ProveTemplateOptions = {}): TemplateProof {
  requireOptions(options, "proveTemplate", ["file", "contentBlocks", "data"]);
  const template = sourceOf(source, options.file);
  const contentBlocks = requireTexts(options.contentBlocks ?? {}, "contentBlocks");
  return proofOf(prove(template, { contentBlocks, data: requireData(options.data) }));
}
