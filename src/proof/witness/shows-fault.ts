import type { Rendering } from "../../liquid/runtime/rendering.js";
import { isJson } from "../../source/json.js";
import type { Fault } from "../fault.js";
import { trace } from "../json/trace.js";

/** Whether the rendering shows the fault, at its place. */
export function showsFault(rendering: Rendering, fault: Fault): boolean {
  if (fault.kind === "error-in-text")
    return rendering.pieces.some(
      ({ span, start, end }) =>
        span.start < fault.end &&
        fault.start < span.end &&
        rendering.text.slice(start, end).includes("Liquid error"),
    );
  if (isJson(rendering.text)) return false;
  if (fault.kind === "unclosed") return trace(rendering).some((one) => one.kind === "unclosed");
  const leftOut =
    fault.kind === "missing-value" || (fault.kind === "bare-value" && printsSpace(rendering, fault));
  return trace(rendering).some((one) => {
    if (one.start < fault.end && fault.start < Math.max(one.end, one.start + 1)) return true;
    // What an output left out is missed only where the text goes on.
    return leftOut && one.start >= fault.end && one.start <= fault.end + 200;
  });
}

/** Whether nothing but white space was printed at the place of a fault. */
const printsSpace = ({ pieces, text }: Rendering, fault: Fault): boolean =>
  pieces.every(
    ({ span, start, end }) =>
      span.end <= fault.start || fault.end <= span.start || text.slice(start, end).trim() === "",
  );
