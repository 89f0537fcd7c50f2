import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Span } from "../../source/source.js";
import { sources } from "../sources.js";
import type { Breach } from "./contract.js";

/** A breach as a finding, with the place in the payload and the source. */
export const breachFinding = ({ kind, path, message, source }: Breach, span?: Span): Diagnostic =>
  kind.report(message, {
    span,
    notes: [`In the payload: ${path === "" ? "the whole payload" : path}. Source: ${sources[source]}`],
  });
