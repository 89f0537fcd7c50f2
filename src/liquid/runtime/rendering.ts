import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Range, Span } from "../../source/source.js";

/** What came of rendering one template for one user. */
export interface Rendering {
  /** `sent`: rendered to the end, even with a `Liquid error` in it. `failed`: the template is broken, or a limit was reached. */
  readonly outcome: "sent" | "aborted" | "failed";
  /** Empty unless sent. */
  readonly text: string;
  /** The reason that the template gave for aborting. */
  readonly abort: string | null;
  /** By place; those of the template itself included. */
  readonly diagnostics: readonly Diagnostic[];
  /** Which part of the template wrote which part of the text, in order. Made when it is first asked for. */
  readonly pieces: readonly Piece[];
  /** What `message_extras` added to the Send event. */
  readonly messageExtras: ReadonlyMap<string, string>;
  /** What it has cost, as `Limits.steps` counts. */
  readonly steps: number;
}

/** A range of the rendered text, and what wrote it. */
export interface Piece extends Range {
  readonly span: Span;
  /** The text is in the template as it is, so offsets within it carry over. */
  readonly verbatim: boolean;
}
