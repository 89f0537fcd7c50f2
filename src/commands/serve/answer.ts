import type { UserError } from "../../diagnostics/diagnostic.js";

/** What a page is told of what it asked to be written. */
export type Answer =
  | { readonly written: string }
  /** Why nothing was written. */
  | { readonly fault: string }
  /** Another text is there: what it is, and by what to name it when that is to be replaced. */
  | { readonly there: string; readonly over: string };

/** What went wrong, and what to do, in as many lines as it takes. */
export const faultOf = ({ diagnostics }: UserError): { readonly fault: string } => ({
  fault: diagnostics
    .flatMap(({ message, notes }) => [message, ...notes.map((note) => note.message)])
    .join("\n"),
});
