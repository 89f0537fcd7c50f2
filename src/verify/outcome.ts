import { contentTypeAmong, isMeantAsJson } from "../braze/content-type.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { type JsonNode, type OrderedJson, parseJson, toOrderedJson } from "../source/json.js";
import { type Source, spanOf } from "../source/source.js";
import { comparePayloads, type Difference } from "./compare.js";
import { brokenJson } from "./findings.js";
import type { Rendering } from "./rendering.js";

/** What would be received: a payload, nothing, or something that is not a payload. A form or other text is a payload of one string. */
export type Outcome =
  | { readonly kind: "payload"; readonly payload: JsonNode }
  | { readonly kind: "abort"; readonly reason: string }
  | { readonly kind: "failed"; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads a rendering as JSON, or as text where the body is meant as text; JSON that is broken is refused by the receiver
 * and lost.
 * @param expectsText whether a text is expected, so that what is not JSON is one
 */
export function outcomeOf(rendering: Rendering, body: Source, expectsText = false): Outcome {
  if (rendering.outcome === "failed") return { kind: "failed", diagnostics: rendering.diagnostics };
  if (rendering.outcome === "aborted") return { kind: "abort", reason: rendering.abort ?? "" };
  const rendered: Source = { name: `${body.name} (rendered)`, text: rendering.text };
  const { root, faults } = parseJson(rendered);
  const isJson = root !== undefined && faults.length === 0;
  if (isJson) return { kind: "payload", payload: root };
  if (expectsText || !isMeantAsJson(rendering.text, contentTypeAmong(rendering.headers ?? {})))
    return { kind: "payload", payload: textNode(rendering.text) };
  // What the parser finds after the first fault mostly follows from it.
  const diagnostics = faults.slice(0, 1).map((fault) =>
    brokenJson.report(`the body is not JSON: ${fault.message}`, {
      span: spanOf(rendered, fault.start, fault.end),
    }),
  );
  return { kind: "failed", diagnostics };
}

/** The white space around a text is that of its file. */
export const textNode = (text: string): JsonNode => ({
  kind: "string",
  value: text.trim(),
  start: 0,
  end: text.length,
});

/**
 * Where two outcomes differ; an abort stands as `{"abort": reason}`, as a fixture writes it. Two failures are alike,
 * whatever their words.
 * @param sameReason whether an abort's reason is the expected one
 */
export function compareOutcomes(
  expected: Outcome,
  actual: Outcome,
  sameReason: (expected: string, actual: string) => boolean = (one, other) => one === other,
): Difference[] {
  if (expected.kind === "payload" && actual.kind === "payload") {
    return comparePayloads(expected.payload, actual.payload);
  }
  if (expected.kind === "failed" && actual.kind === "failed") return [];
  if (expected.kind === "abort" && actual.kind === "abort" && sameReason(expected.reason, actual.reason)) {
    return [];
  }
  return [{ path: "$", kind: "different", expected: shown(expected), actual: shown(actual) }];
}

export const shown = (outcome: Outcome): OrderedJson =>
  outcome.kind === "payload"
    ? toOrderedJson(outcome.payload)
    : outcome.kind === "abort"
      ? new Map([["abort", outcome.reason]])
      : new Map([["failed", outcome.diagnostics[0]?.message ?? ""]]);
