import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Body, Filter } from "../../liquid/syntax/template.js";
import type { Rule } from "../rule.js";
import { type Chain, chainOf, chainsIn } from "../subject/chains.js";

export const defaultForFalse: Rule = {
  kind: findingKind("MI162", "default-for-false", "warning"),
  summary: "A default of `true` for a value that may be `false`.",
  why: "`default` takes the place of nothing, of an empty string and of `false`: whoever has opted out is sent as if they had not.",
  fix: "Ask for `false`: `{% if x == false %}false{% else %}true{% endif %}`.",
  sources: ["https://shopify.github.io/liquid/filters/default/"],
  bad: { body: `{"news": {{ custom_attribute.\${news} | default: true | as_json_string }}}` },
  good: { body: `{"news": {% if custom_attribute.\${news} == false %}false{% else %}true{% endif %}}` },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes, source }, spanOf }) =>
      chainsIn(nodes).flatMap((chain) => {
        const [found] = chain.own.filters;
        const { value } = chain.own;
        if (!found || !value || !losesFalse(chain, found)) return [];
        const name = source.text.slice(value.start, value.end);
        return [
          report("`false` becomes `true` here, as what is missing does", spanOf(found), [
            `Ask for \`false\`: {% if ${name} == false %}false{% else %}true{% endif %}.`,
          ]),
        ];
      }),
    ),
};

/** `default: true` of what came as it is: a filter before it would have made a string of a boolean. */
const losesFalse = ({ value, filters }: Chain, filter: Filter): boolean =>
  filters[0] === filter &&
  filter.name.text === "default" &&
  value?.kind === "lookup" &&
  filter.keywords.length === 0 &&
  filter.arguments[0]?.kind === "literal" &&
  (filter.arguments[0].value === true || filter.arguments[0].value === "true");

/** Whether a variable is true for everybody because a default has taken the place of its `false`. */
export const isTrueByDefault = (name: string, nodes: Body): boolean => {
  const place = { start: 0, end: 0 };
  const value = {
    kind: "lookup",
    ...place,
    root: { kind: "variable", text: name, ...place },
    path: [],
  } as const;
  const chain = chainOf({ kind: "filtered", ...place, value, filters: [] }, nodes);
  return chain.filters[0] !== undefined && losesFalse(chain, chain.filters[0]);
};
