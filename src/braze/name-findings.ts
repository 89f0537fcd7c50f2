import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nodesOf } from "../liquid/syntax/nodes.js";
import type { ReferenceRoot, Template } from "../liquid/syntax/template.js";
import { type Source, spanOf } from "../source/source.js";
import { checkName, written } from "./check-name.js";
import { unavailableName, unknownName } from "./findings.js";
import type { Delivery } from "./names.js";

/**
 * Every `${name}` that can never hold data in a webhook, with the nearest that can.
 * @param namesAreMeant whether each name is as somebody has it, so that a dot in one is no path
 */
export function nameFindings(
  { nodes, source }: Template,
  delivery?: Delivery,
  namesAreMeant = false,
): Diagnostic[] {
  return nodesOf(nodes, "reference").flatMap(({ namespace, name, start, end }) => {
    const bare = /^(["'])(.+)\1$/.exec(name.text)?.[2];
    if (bare !== undefined) {
      const meant = written(namespace?.text, bare);
      return [
        unknownName.report(`the quotes are taken for a part of the name; did you mean ${meant}?`, {
          span: spanOf(source, start, end),
          notes: ["A name is written between the braces as it is, also one with spaces."],
        }),
      ];
    }
    const verdict = checkName({ namespace: namespace?.text, name: name.text }, delivery);
    if (verdict.known) return namesAreMeant ? [] : pathInside(source, { namespace, name, start, end });
    const guess = verdict.nearest === undefined ? "" : `; did you mean ${verdict.nearest}?`;
    return [
      (verdict.elsewhere ? unavailableName : unknownName).report(`${verdict.reason}${guess}`, {
        span: spanOf(source, start, end),
        notes: ["It is always blank, so its value is never sent."],
        detail: verdict.nearest,
      }),
    ];
  });
}

/** A path inside the braces: Braze's pages show it occasionally, but it names one property. */
function pathInside(
  source: Source,
  { namespace, name, start, end }: Pick<ReferenceRoot, "namespace" | "name" | "start" | "end">,
): Diagnostic[] {
  const [, first, rest] = /^(\w+)((?:\[-?\d+\]|\.[a-z_]\w*)+)$/i.exec(name.text) ?? [];
  if (first === undefined) return [];
  const better = `${namespace ? `${namespace.text}.` : ""}\${${first}}${rest}`;
  return [
    unknownName.report(`"${name.text}" is read as one name; put the path after the brace: ${better}`, {
      severity: "info",
      span: spanOf(source, start, end),
    }),
  ];
}
