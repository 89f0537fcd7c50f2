import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.js";
import type { Span } from "../../source/source.js";
import { sources } from "../sources.js";
import type { Breach } from "./contract.js";

/** A breach as a finding, with the place in the payload and who says so. */
export const breachFinding = ({ code, path, message, source }: Breach, span?: Span): Diagnostic =>
  diagnostic(code, message, {
    span,
    notes: [`In the payload: ${path === "" ? "the whole of it" : path}. After ${sources[source]}`],
  });
