import type { Rendering } from "../../liquid/runtime/rendering.js";
import { isJson } from "../../source/json.js";
import type { Fault } from "../fault.js";
import { type TracedFault, trace } from "../json/trace.js";

/** A rendered body, read as JSON once, however many faults are looked for in it. */
export class Shown {
  #isJson: boolean | undefined;
  #faults: readonly TracedFault[] | undefined;

  constructor(readonly rendering: Rendering) {}

  get isJson(): boolean {
    this.#isJson ??= isJson(this.rendering.text);
    return this.#isJson;
  }

  get faults(): readonly TracedFault[] {
    this.#faults ??= trace(this.rendering);
    return this.#faults;
  }
}

/** Whether the rendering shows the fault, at its place. */
export function showsFault(shown: Shown, fault: Fault): boolean {
  const { rendering } = shown;
  if (fault.kind === "error-in-text")
    return rendering.pieces.some(
      ({ span, start, end }) =>
        span.start < fault.end &&
        fault.start < span.end &&
        rendering.text.slice(start, end).includes("Liquid error"),
    );
  if (shown.isJson) return false;
  if (fault.kind === "unclosed") return shown.faults.some((one) => one.kind === "unclosed");
  const leftOut =
    fault.kind === "missing-value" || (fault.kind === "bare-value" && printsSpace(rendering, fault));
  return shown.faults.some((one) => {
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
