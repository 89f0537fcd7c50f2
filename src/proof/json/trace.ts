import type { Rendering } from "../../liquid/runtime/rendering.js";
import type { Range } from "../../source/source.js";
import type { FaultKind } from "../fault.js";
import { feedText } from "./feed.js";
import { insideString, isComplete, startOfDocument } from "./machine.js";

/** A fault of a rendered body, at the place of the template that wrote it. */
export interface TracedFault extends Range {
  readonly kind: FaultKind;
}

/** Reads a rendered body as the walk reads the template, and tells where each fault was written. */
export function trace(rendering: Rendering): TracedFault[] {
  const faults: TracedFault[] = [];
  let state = startOfDocument();
  for (const piece of rendering.pieces) {
    const text = rendering.text.slice(piece.start, piece.end);
    const fed = feedText(state, text);
    for (const { kind, at = 0, length = 1 } of fed.faults) {
      const from = piece.verbatim ? piece.span.start + at : piece.span.start;
      faults.push({ kind, start: from, end: piece.verbatim ? from + length : piece.span.end });
    }
    // An output that does not leave the string as it found it breaks what is after it.
    if (!piece.verbatim && insideString(state) && fed.state !== state)
      faults.push({ kind: "bad-escape", start: piece.span.start, end: piece.span.end });
    state = fed.state;
  }
  if (!isComplete(state))
    faults.push({ kind: "unclosed", start: Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY });
  return faults;
}
