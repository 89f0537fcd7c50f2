import { parseTemplate, render } from "../braze/liquid.js";
import { nameFindings } from "../braze/name-findings.js";
import type { RequestTemplates } from "../braze/webhook-files.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { readStamp } from "../generate/body/stamp.js";
import type { Assumptions } from "../liquid/assumptions.js";
import type { Rendering } from "../liquid/runtime/rendering.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { quoted } from "../source/json-text.js";
import { type Source, spanOf } from "../source/source.js";
import { headerLineBreak } from "./findings.js";

export interface RequestRendering {
  /** The body's; but when the URL or a header aborts or fails, theirs, since nothing is sent then. */
  readonly rendering: Rendering;
  readonly url: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Renders URL, headers and body for one user. Each has a scope of its own: a variable that one assigns, no other sees.
 * (`_docs/_user_guide/messaging/channels/webhooks/create_a_webhook.md` shows Liquid in each of them.)
 */
export function renderRequest(
  { body, url, headers = new Map() }: RequestTemplates,
  scope: Scope,
  assume: Partial<Assumptions>,
): RequestRendering {
  const names: Diagnostic[] = [];
  // Its config tells a name with a dot from a path.
  const isGenerated = readStamp(body.text) !== undefined;
  const rendered = (source: Source) => {
    const template = parseTemplate(source);
    names.push(...nameFindings(template, undefined, isGenerated));
    return render(template, scope, { assume });
  };
  const address = url && rendered(url);
  const fields = [...headers].map(([name, source]) => [name, rendered(source)] as const);
  const broken = fields.flatMap(([name, { text }]) => lineBreakIn(name, text, headers.get(name)!));
  const main = rendered(body);
  const all = [...(address ? [address] : []), ...fields.map(([, one]) => one), main];
  const stopped = all.find((one) => one.outcome === "failed") ?? all.find((one) => one.outcome === "aborted");
  const diagnostics = [...all.flatMap((one) => one.diagnostics), ...names, ...broken];
  const { outcome, text, abort } = stopped ?? main;
  return {
    rendering: {
      outcome,
      text,
      abort,
      diagnostics,
      messageExtras: main.messageExtras,
      steps: all.reduce((sum, one) => sum + one.steps, 0),
      get pieces() {
        return main.pieces;
      },
    },
    url: address?.outcome === "sent" ? address.text.trim() : null,
    headers: Object.fromEntries(fields.map(([name, one]) => [name, one.text])),
  };
}

/** A header ends at its line, whatever its value goes on with. */
function lineBreakIn(name: string, text: string, source: Source): Diagnostic[] {
  if (!/[\r\n]/.test(text)) return [];
  return [
    headerLineBreak.report(`the header "${name}" holds a line break: ${quoted(text.slice(0, 60))}`, {
      span: spanOf(source, 0, source.text.length),
      notes: ["Write the value on one line; | strip takes the line breaks off its ends."],
    }),
  ];
}
