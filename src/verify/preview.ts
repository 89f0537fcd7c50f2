import { contentTypeAmong, isMeantAsJson } from "../braze/content-type.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { type JsonNode, type OrderedJson, parseJson, toOrderedJson } from "../source/json.js";
import { type Source, spanOf } from "../source/source.js";
import { brokenJson } from "./findings.js";
import type { Rendering } from "./rendering.js";

/** The request that Braze would make, secrets shown by the name of their variable. */
export interface PreviewRequest {
  readonly method: string;
  readonly url: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The shape of `preview --format json`. */
export interface Preview {
  readonly campaign: string | null;
  readonly outcome: "sent" | "aborted" | "failed";
  readonly abort: string | null;
  readonly request: PreviewRequest;
  readonly payload: OrderedJson | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What a rendering means for delivery: a body that is not JSON counts as failed, because the receiver refuses it.
 * @param contract what a payload has against it that is sent
 */
export function previewOf(
  campaign: string | null,
  template: Source,
  rendering: Rendering,
  envelope: Pick<PreviewRequest, "method" | "url" | "headers">,
  contract: (payload: JsonNode) => readonly Diagnostic[] = () => [],
): Preview {
  const sent = rendering.outcome === "sent";
  const request: PreviewRequest = { ...envelope, body: sent ? rendering.text : null };
  const base = {
    campaign,
    abort: rendering.abort,
    request,
    payload: null,
    diagnostics: rendering.diagnostics,
  };
  if (!sent) return { ...base, outcome: rendering.outcome };
  if (!isMeantAsJson(rendering.text, contentTypeAmong(envelope.headers))) return { ...base, outcome: "sent" };
  const body: Source = { name: `${template.name} (rendered)`, text: rendering.text };
  const { root, faults } = parseJson(body);
  if (faults.length > 0) {
    // What the parser finds after the first fault mostly follows from it.
    const found = faults.slice(0, 1).map((fault) =>
      brokenJson.report(`the body is not JSON: ${fault.message}`, {
        span: spanOf(body, fault.start, fault.end),
        notes: [
          origin(rendering, template, fault.start),
          "Braze sends it anyway; Movable Ink refuses it, and Braze does not try again.",
        ].flat(),
      }),
    );
    return { ...base, outcome: "failed", diagnostics: [...rendering.diagnostics, ...found] };
  }
  const payload = root?.kind === "object" ? toOrderedJson(root) : null;
  const diagnostics = root ? [...base.diagnostics, ...contract(root)] : base.diagnostics;
  return { ...base, outcome: "sent", payload, diagnostics };
}

/** Which part of the template wrote the place where the body breaks. */
function origin(rendering: Rendering, template: Source, offset: number) {
  const piece =
    rendering.pieces?.findLast((one) => one.start <= offset && offset < one.end) ??
    rendering.pieces?.findLast((one) => one.end <= offset);
  if (!piece) return [];
  const within = piece.verbatim ? Math.min(offset - piece.start, piece.span.end - piece.span.start) : 0;
  const span = piece.verbatim
    ? spanOf(template, piece.span.start + within, piece.span.start + within + 1)
    : piece.span;
  return [{ message: "written here in the template", span }];
}
