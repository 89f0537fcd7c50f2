import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Rule } from "../rule.js";

export const liquidInHtmlComment: Rule = {
  code: "MI124",
  summary: "Liquid inside an HTML comment.",
  why: "Braze removes HTML comments before it reads the Liquid, so what stands in one never runs: a variable that is assigned there stays empty.",
  remedy: "Move the Liquid out of the comment; a comment of Liquid is `{% comment %}…{% endcomment %}`.",
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/using_liquid"],
  bad: { body: `<!-- {% assign plan = "gold" %} -->{"a": 1}` },
  good: { body: `<!-- the plan -->{"a": 1}` },
  check: ({ fields }) =>
    fields.flatMap((field) =>
      [...field.template.source.text.matchAll(/<!--[\s\S]*?-->/g)].flatMap((comment) => {
        const inside = /\{\{|\{%/.exec(comment[0]);
        if (!inside) return [];
        const start = comment.index + inside.index;
        return [
          diagnostic("MI124", "Braze removes the HTML comment round this, so this Liquid never runs", {
            span: field.spanOf({ start, end: start + 2 }),
            notes: [liquidInHtmlComment.remedy],
          }),
        ];
      }),
    ),
};
