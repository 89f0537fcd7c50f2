import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Echo, Filter, Output } from "../../liquid/syntax/template.js";
import { unescapedText } from "../../proof/findings.js";
import type { Print } from "../../proof/walk/prints.js";
import { instead, isForPeople } from "../fix/html.js";
import type { Rule } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";

export const writtenForPeople: Rule = {
  kind: findingKind("MI153", "written-for-people", "warning"),
  summary: "Data in JSON is written as people read it: with HTML's entities, or commas between the digits.",
  why: "`escape` makes `Bo &amp; Co` of `Bo & Co`, and JSON keeps it so: the receiver stores the entity. `1,200` is not a number.",
  fix: "In JSON, `json_escape` does what `escape` does in HTML: write it in its place. Leave a number as it is, without quotes.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters",
    "https://shopify.github.io/liquid/filters/escape/",
  ],
  bad: { body: `{"shop": "{{custom_attribute.\${shop} | escape | json_escape}}"}` },
  good: { body: `{"shop": "{{custom_attribute.\${shop} | json_escape}}"}` },
  fixes: instead,
  check: ({ isJson, body, proof }, report) =>
    isJson
      ? liveNodesOf(body.template.nodes, "output", "echo").flatMap((output) => {
          const prints = proof.prints.filter(({ start }) => start === output.start);
          const hasFilters = output.value.filters.length > 0;
          if (prints.length === 0 || !hasFilters || isForPeople(output, body.template)) return [];
          // Of what is not escaped for JSON at all, that finding says it.
          if (proof.diagnostics.some((one) => one.kind === unescapedText && one.span?.start === output.start))
            return [];
          return output.value.filters.flatMap((filter) => {
            const message = wordsFor(filter, prints, output, body.template.source.text);
            return message === undefined
              ? []
              : [report(message, body.spanOf({ ...filter, end: output.value.end }))];
          });
        })
      : [],
};

function wordsFor(
  { definition, name }: Filter,
  prints: readonly Print[],
  output: Output | Echo,
  text: string,
): string | undefined {
  if (definition?.traits.forPeople === "html")
    return `\`${name.text}\` writes HTML's entities, which stay in the data`;
  const isWhole =
    prints.every(({ quoted }) => quoted) && text[output.start - 1] === '"' && text[output.end] === '"';
  if (definition?.traits.forPeople === "separated" && isWhole)
    return `\`${name.text}\` makes a string with commas of the number`;
  return undefined;
}
