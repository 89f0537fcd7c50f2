import type { Scope } from "../braze/liquid/scope.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** What came of rendering one template for one user. */
export interface Rendering {
  /** `sent`: rendered to the end, even with a `Liquid error` in it. `failed`: a syntax error, or a limit was reached. */
  readonly outcome: "sent" | "aborted" | "failed";
  /** Empty unless sent. */
  readonly text: string;
  /** The reason that the template gave for aborting. */
  readonly abort: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** An engine with one template loaded. */
export type Renderer = (scope: Scope) => Rendering;
