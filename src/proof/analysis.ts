import type { Template } from "../liquid/syntax/template.js";
import { TooComplex } from "./fuel.js";
import { isComplete, type JsonState } from "./json/machine.js";
import { joinShapes, type Shape } from "./json/shape.js";
import type { InputModel } from "./terms/input-model.js";
import { ContentBlocks } from "./walk/content-blocks.js";
import { Prover } from "./walk/prover.js";
import { initialState, strayTextsOf } from "./walk/state.js";
import { Uses } from "./walk/uses.js";
import { Walk } from "./walk/walk.js";

/** What a walk through a template has found. */
export interface Analysis {
  readonly prover: Prover;
  readonly blocks: ContentBlocks;
  /** Where it gave up. */
  readonly gaveUp: TooComplex | undefined;
  /** The payload's type, where anything is sent. */
  readonly shape: Shape | undefined;
  /** For some user the end is reached. */
  readonly sends: boolean;
}

/**
 * Walks through a template for all users of a model.
 * @param mostFaults how many faults are told apart, where it is to be more than somebody would read
 */
export function analyze(
  { source, nodes }: Template,
  contentBlocks: ReadonlyMap<string, string>,
  model: InputModel,
  mostFaults?: number,
): Analysis {
  const uses = new Uses(nodes, contentBlocks);
  const prover = new Prover((name) => uses.mayBeGiven(name, model.everyday), model, mostFaults);
  const blocks = new ContentBlocks(contentBlocks);
  let shape: Shape | undefined;
  let sends = false;
  let gaveUp: TooComplex | undefined;
  try {
    for (const state of new Walk(prover, uses, blocks).body(nodes, [initialState()])) {
      const end = prover.end(state);
      sends = true;
      for (const place of strayTextsOf(end)) prover.report("stray", place, end);
      const { root, scalar } = end.track;
      const whole = root ?? scalar;
      if (isComplete(end.json) && whole) shape = shape ? joinShapes(shape, whole) : whole;
      if (isComplete(end.json)) continue;
      const at = source.text.trimEnd().length;
      const place = end.hole ?? { start: Math.max(0, at - 1), end: at };
      const lacks = missing(end.json);
      // Members without braces that end with a value that may be missing have nothing to close.
      const kind = lacks === undefined ? "missing-value" : "unclosed";
      prover.report(kind, place, end, lacks, end.hole?.cases);
    }
  } catch (error) {
    if (!(error instanceof TooComplex)) throw error;
    gaveUp = error;
  }
  return { prover, blocks, gaveUp, shape, sends };
}

/** What is to be written at the end. */
function missing({ stack, string }: JsonState): string | undefined {
  if (stack === "" && !string) return "there is no JSON in it";
  const closing = [...stack.replace("(", "")].reverse().map((one) => (one === "[" ? "]" : "}"));
  const all = `${string ? '"' : ""}${closing.join("")}`;
  return all === "" ? undefined : `${all} is missing`;
}
