import { unavailableName, unknownName } from "../braze/findings.js";
import type { Diagnostic, FindingKind } from "../diagnostics/diagnostic.js";
import { nodesOf } from "../liquid/syntax/nodes.js";
import type { Template } from "../liquid/syntax/template.js";
import { missingIdentifier } from "../movable-ink/contract/findings.js";
import { documentedProfile } from "../movable-ink/contract/profile.js";
import { isWithin, type Range } from "../source/source.js";
import { unsetVariable } from "./liquid/unset-variable.js";
import type { Webhook } from "./subject/webhook.js";

/** Members by which receivers tell users apart, as Braze, Movable Ink and most others call them. */
const identifier = /^(external|user|anonymous|braze|customer)_?id$/i;

const causes: ReadonlySet<FindingKind> = new Set([unknownName, unavailableName, unsetVariable.kind]);

/** An id that is blank for everybody is an error: its cause is told as one, and what only follows from it is left out. */
export function withBlankIdentifiers(found: readonly Diagnostic[], webhook: Webhook): Diagnostic[] {
  const { body, proof, profile = documentedProfile } = webhook;
  const { template } = body;
  const ids: readonly string[] = [profile.names.user_id, profile.names.anonymous_id];
  const blank = proof.prints.filter(
    ({ path, nothing }) =>
      nothing && path.length > 0 && (identifier.test(path.at(-1)!) || ids.includes(path.at(-1)!)),
  );
  const raised = new Map<Diagnostic, string>();
  for (const print of blank)
    for (const place of originsOf(template, print))
      for (const one of found)
        if (causes.has(one.kind) && one.span?.source === template.source && isWithin(one.span, place))
          raised.set(one, print.path.at(-1)!);
  return found.flatMap((one) => {
    const name = raised.get(one);
    if (name !== undefined)
      return [
        {
          ...one,
          severity: "error" as const,
          notes: [
            {
              message: `It is printed as "${name}", by which the receiver tells users apart, and it is blank for everybody.`,
            },
          ],
        },
      ];
    const follows =
      one.kind === missingIdentifier &&
      blank.some((print) => one.span && isWithin(one.span, print)) &&
      raised.size > 0;
    return follows ? [] : [one];
  });
}

/** An output, and whatever assigns a variable that it prints. */
function originsOf({ nodes }: Template, output: Range): Range[] {
  const places: Range[] = [output];
  const seen = new Set<string>();
  for (const place of places)
    for (const { text } of nodesOf(nodes, "variable").filter((root) => isWithin(root, place))) {
      if (seen.has(text)) continue;
      seen.add(text);
      places.push(...nodesOf(nodes, "assign", "capture").filter(({ variable }) => variable.text === text));
    }
  return places;
}
