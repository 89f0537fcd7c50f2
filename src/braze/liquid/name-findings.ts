import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.js";
import { spanOf } from "../../source/source.js";
import { checkName } from "./check-name.js";
import type { Delivery } from "./names.js";
import type { ReferenceRoot, Template } from "./template.js";
import { partsOf } from "./visit.js";

/** Every `${name}` that can never hold data in a webhook, with the nearest that can. */
export function nameFindings({ nodes, source }: Template, delivery?: Delivery): Diagnostic[] {
  return partsOf<ReferenceRoot>(nodes, "reference").flatMap(({ namespace, name, start, end }) => {
    const verdict = checkName({ namespace: namespace?.text, name: name.text }, delivery);
    if (verdict.known) return [];
    const guess = verdict.nearest === undefined ? "" : `; did you mean ${verdict.nearest}?`;
    return [
      diagnostic("MI046", `${verdict.reason}${guess}`, {
        span: spanOf(source, start, end),
        notes: ["It is always blank, so what it is for is never sent."],
      }),
    ];
  });
}
