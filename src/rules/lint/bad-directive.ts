import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Rule } from "../rule.js";

export const badDirective: Rule = {
  kind: findingKind("MI141", "bad-directive", "warning"),
  summary: "A comment for the linter that it cannot read.",
  why: "It does nothing: a finding that it was to ignore is still told, a way of delivery that it names is not known.",
  fix: "Write `mi-braze-ignore CODE reason`, `mi-braze-ignore-file CODE reason`, `mi-braze-delivery action|api|canvas` or `mi-braze-target movable_ink|other`. An ignore needs a reason.",
  sources: ["docs/lint.md"],
  bad: { body: `{% comment %}mi-braze-delivery push{% endcomment %}{"a": 1}` },
  good: { body: `{% comment %}mi-braze-delivery action{% endcomment %}{"a": 1}` },
  check: ({ directives, body }, report) =>
    directives.faults.map(({ message, note, ...at }) => report(message, body.spanOf(at), [note])),
};
