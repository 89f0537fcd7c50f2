import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Rule } from "../rule.js";
import { variablesOf } from "../subject/variables.js";

export const unusedVariable: Rule = {
  kind: findingKind("MI137", "unused-variable", "warning"),
  summary: "A variable that is set and never read.",
  why: "What it was made for is not sent; most often its name is misspelt where it should be read.",
  fix: "Read it, or remove the tag that sets it.",
  bad: { body: `{% assign mail = \${email_address} | downcase %}{"a": 1}` },
  good: { body: `{% assign mail = \${email_address} | downcase %}{"mail": "{{ mail | json_escape }}"}` },
  check: ({ fields, contentBlocks }, report) =>
    fields.flatMap((field) =>
      variablesOf(field.template.nodes, contentBlocks).unused.map((name) =>
        report(`"${name.text}" is never read`, field.spanOf(name)),
      ),
    ),
};
