import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Shape } from "../../proof/json/shape.js";
import type { Rule } from "../rule.js";
import { memberPlaces } from "../subject/member-places.js";

export const duplicateMember: Rule = {
  kind: findingKind("MI136", "duplicate-member", "warning"),
  summary: "A member that occurs twice in one object.",
  why: "JSON allows it, and every reader takes another of the two; most keep the last.",
  fix: "Remove or rename one of them.",
  sources: ["https://www.rfc-editor.org/rfc/rfc8259"],
  bad: { body: `{"id": "{{\${user_id} | json_escape}}", "type": "track", "id": "7"}` },
  good: { body: `{"id": "{{\${user_id} | json_escape}}", "type": "track"}` },
  check: ({ proof, body }, report) =>
    proof.shape
      ? repeatedIn(proof.shape).map((name) => {
          const places = memberPlaces(body.template, name);
          return report(
            `the member "${name}" occurs twice in one object`,
            body.spanOf(places[1] ?? places[0] ?? { start: 0, end: 0 }),
          );
        })
      : [],
};

function repeatedIn({ repeated, members, items }: Shape): string[] {
  return [
    ...(repeated ?? []),
    ...[...members.values()].flatMap(({ shape }) => repeatedIn(shape)),
    ...(items ? repeatedIn(items) : []),
  ];
}
