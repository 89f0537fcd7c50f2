import { findingKind } from "../../diagnostics/diagnostic.js";
import { enclosed, type Marks } from "../../source/enclosed.js";
import type { Rule } from "../rule.js";

const htmlComment: readonly Marks[] = [["<!--", "-->"]];

export const liquidInHtmlComment: Rule = {
  kind: findingKind("MI124", "liquid-in-html-comment", "warning"),
  summary: "Liquid inside an HTML comment.",
  why: "Braze removes HTML comments before it reads the Liquid, so Liquid in one never runs: a variable that is assigned there stays empty.",
  fix: "Move the Liquid out of the comment; a comment of Liquid is `{% comment %}…{% endcomment %}`.",
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/using_liquid"],
  bad: { body: `<!-- {% assign plan = "gold" %} -->{"a": 1}` },
  good: { body: `<!-- the plan -->{"a": 1}` },
  check: ({ fields }, report) =>
    fields.flatMap((field) =>
      [...enclosed(field.template.source.text, htmlComment)].flatMap((comment) => {
        const inside = field.template.source.text.slice(comment.start, comment.end).search(/\{\{|\{%/);
        if (inside < 0) return [];
        const start = comment.start + inside;
        return [
          report(
            "Braze removes the HTML comment round this, so this Liquid never runs",
            field.spanOf({ start, end: start + 2 }),
          ),
        ];
      }),
    ),
};
