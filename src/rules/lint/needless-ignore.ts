import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Rule } from "../rule.js";

export const needlessIgnore: Rule = {
  kind: findingKind("MI140", "needless-ignore", "warning"),
  summary: "An ignore that nothing needs any more.",
  why: "The finding that it was for is gone, or never was at this line. Left in place, it hides the next one.",
  fix: "Remove it.",
  sources: ["docs/lint.md"],
  bad: {
    body: `{% comment %}mi-braze-ignore MI062 the shop's name never has quotes{% endcomment %}\n{"a": 1}`,
  },
  good: { body: `{"a": 1}` },
};
