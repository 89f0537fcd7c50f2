import { type DiagnosticJson, diagnosticsJson } from "../report/diagnostic-json.js";
import type { Linted } from "../rules/lint-webhook.js";
import { type PayloadShape, shapeOf } from "./shape.js";

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
  /** What the payload may look like: of a body that is proven or conditional, and sent to anyone at all. */
  readonly shape?: PayloadShape;
  readonly diagnostics: readonly DiagnosticJson[];
}

/** What a program sees of it. */
export function proofOf({
  verdict,
  witness,
  conditions,
  shape,
  diagnostics,
}: Omit<Linted, "template">): TemplateProof {
  return {
    verdict,
    ...(witness ? { witness } : {}),
    ...(conditions ? { conditions } : {}),
    ...(shape ? { shape: shapeOf(shape) } : {}),
    diagnostics: diagnosticsJson(diagnostics),
  };
}
