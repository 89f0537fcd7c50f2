import { fixtureSyntax } from "../braze/fixture/findings.js";
import type { Meaning } from "../config/model/config.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { duplicateMembers, type JsonFault, type JsonNode, memberOf, parseJsonFile } from "../source/json.js";
import { filledLines } from "../source/json-lines.js";
import { quoted } from "../source/json-text.js";
import { type Source, spanOf } from "../source/source.js";
import { checkPayload } from "./check-payload.js";

/** One payload of a file, or why there is none. */
type Payload =
  | {
      readonly name: string;
      readonly source: Source;
      readonly root: JsonNode;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly name: string; readonly diagnostics: readonly Diagnostic[] };

/** What is said of one payload. */
export interface CheckedPayload {
  /** What it is called: its file's name, and which of its payloads it is. */
  readonly payload: string;
  /** Slug of the campaign that sends it. */
  readonly campaign: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Holds each payload of a file to the config's events, and to Movable Ink's contract.
 * @param config without it, to the contract alone
 */
export const checkPayloads = (source: Source, config: Meaning | undefined, now: Date): CheckedPayload[] =>
  payloadsIn(source).map((payload) => {
    const { name, diagnostics } = payload;
    if (!("root" in payload)) return { payload: name, campaign: null, diagnostics };
    const checked = checkPayload(payload.source, payload.root, config, now);
    return {
      payload: name,
      campaign: checked.campaign,
      diagnostics: [...diagnostics, ...checked.diagnostics],
    };
  });

/** The payloads of a file: one, a list of them, one a line, or a batch under `events`. */
function payloadsIn(source: Source): Payload[] {
  const { name, text } = source;
  if (text.trim() === "") return [{ name, diagnostics: [fixtureSyntax.report(`${quoted(name)} is empty`)] }];
  const whole = parseJsonFile(source);
  if (whole.faults.length > 0) {
    const lines = filledLines(source);
    return lines.length > 1 ? lines.flatMap(payloadsIn) : [broken(source, whole.faults[0]!)];
  }
  const root = whole.root!;
  const events = root.kind === "array" ? root : memberOf(root, "events");
  if (events?.kind !== "array") return [payload(name, source, root)];
  const items = events.items ?? [];
  if (items.length === 0)
    return [{ name, diagnostics: [fixtureSyntax.report(`${quoted(name)} holds no payload`)] }];
  return items.map((item, at) => payload(items.length === 1 ? name : `${name}, no. ${at + 1}`, source, item));
}

function payload(name: string, source: Source, root: JsonNode): Payload {
  const diagnostics = duplicateMembers(root).map(({ again }) =>
    fixtureSyntax.report(`the member ${quoted(again.name)} occurs twice in one object`, {
      span: spanOf(source, again.nameRange.start, again.nameRange.end),
    }),
  );
  return { name, source, root, diagnostics };
}

function broken(source: Source, fault: JsonFault): Payload {
  const span = spanOf(source, fault.start, fault.end);
  return { name: source.name, diagnostics: [fixtureSyntax.report(`not JSON: ${fault.message}`, { span })] };
}
