import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Rule } from "../rule.js";

export const liquidInHtmlComment: Rule = {
  kind: findingKind("MI124", "liquid-in-html-comment", "warning"),
  summary: "Liquid inside an HTML comment.",
  why: "Braze removes HTML comments before it reads the Liquid, so Liquid in one never runs: a variable that is assigned there stays empty.",
  remedy: "Move the Liquid out of the comment; a comment of Liquid is `{% comment %}…{% endcomment %}`.",
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/using_liquid"],
  bad: { body: `<!-- {% assign plan = "gold" %} -->{"a": 1}` },
  good: { body: `<!-- the plan -->{"a": 1}` },
  check: ({ fields }, report) =>
    fields.flatMap((field) =>
      [...field.template.source.text.matchAll(/<!--[\s\S]*?-->/g)].flatMap((comment) => {
        const inside = /\{\{|\{%/.exec(comment[0]);
        if (!inside) return [];
        const start = comment.index + inside.index;
        return [
          report(
            "Braze removes the HTML comment round this, so this Liquid never runs",
            field.spanOf({ start, end: start + 2 }),
          ),
        ];
      }),
    ),
};
