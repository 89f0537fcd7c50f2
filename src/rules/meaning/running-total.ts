import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Rule } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";

const loop = (total: string) =>
  `{% assign total = 0 %}{% for item in event_properties.\${items} %}{% assign points = item.points | plus: 0 | at_most: 100000 | at_least: 0 %}${total}{% endfor %}{"total": {{ total | as_json_string }}}`;

export const runningTotal: Rule = {
  kind: findingKind("MI164", "running-total", "warning"),
  summary: "A running total that is multiplied or divided as a whole, each time something is added.",
  why: "Filters run from the left, whatever they do: `total | plus: price | times: 2` is (total + price) × 2, so that what was added first is multiplied again with every item.",
  fix: "Multiply first: `{% assign amount = item.price | times: item.quantity %}`, then `{% assign total = total | plus: amount %}`.",
  sources: ["https://shopify.github.io/liquid/basics/introduction/"],
  bad: { body: loop("{% assign total = total | plus: points | times: 2 %}") },
  good: { body: loop("{% assign amount = points | times: 2 %}{% assign total = total | plus: amount %}") },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes }, spanOf }) =>
      liveNodesOf(nodes, "for", "tablerow").flatMap((loop) =>
        liveNodesOf(loop, "assign").flatMap(({ variable, value }) => {
          if (value.value?.kind !== "lookup" || value.value.root.kind !== "variable") return [];
          if (value.value.root.text !== variable.text || value.value.path.length > 0) return [];
          const added = value.filters.findIndex(({ name }) => /^(?:plus|minus)$/.test(name.text));
          const after = value.filters.find(
            ({ name }, index) => added >= 0 && index > added && /^(?:times|divided_by)$/.test(name.text),
          );
          return after
            ? [
                report(
                  `\`${after.name.text}\` takes all of "${variable.text}", and not only what is added`,
                  spanOf(after),
                ),
              ]
            : [];
        }),
      ),
    ),
};
