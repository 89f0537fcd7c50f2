import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Span } from "../../source/source.js";

/** What came of rendering one template for one user. */
export interface Rendering {
  /** `sent`: rendered to the end, even with a `Liquid error` in it. `failed`: a syntax error, or a limit was reached. */
  readonly outcome: "sent" | "aborted" | "failed";
  /** Empty unless sent. */
  readonly text: string;
  /** The reason that the template gave for aborting. */
  readonly abort: string | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Which part of the template wrote which part of the text, in the order of the text; not every engine knows. */
  readonly pieces?: readonly Piece[];
}

/** A stretch of the output, and the place in the template that wrote it. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly span: Span;
  /** Plain template text: its offsets and those of the output go together. */
  readonly verbatim: boolean;
}
