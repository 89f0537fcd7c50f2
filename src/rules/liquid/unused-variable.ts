import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Rule } from "../rule.js";
import { variablesOf } from "../subject/variables.js";

export const unusedVariable: Rule = {
  code: "MI137",
  summary: "A variable that is set and never read.",
  why: "What it was made for is not sent; most often its name is misspelt where it should be read.",
  remedy: "Read it, or remove the tag that sets it.",
  bad: { body: `{% assign mail = \${email_address} | downcase %}{"a": 1}` },
  good: { body: `{% assign mail = \${email_address} | downcase %}{"mail": "{{ mail | json_escape }}"}` },
  check: ({ fields, contentBlocks }) =>
    fields.flatMap((field) =>
      variablesOf(field.template.nodes, contentBlocks).unused.map((name) =>
        diagnostic("MI137", `"${name.text}" is never read`, {
          span: field.spanOf(name),
          notes: [unusedVariable.remedy],
        }),
      ),
    ),
};
