import { type Diagnostic, findingKind } from "../../diagnostics/diagnostic.js";
import { unknownOperator } from "../../liquid/findings.js";
import type { Range } from "../../source/source.js";
import type { Rule } from "../rule.js";

export const silentComparison: Rule = {
  kind: findingKind("MI121", "silent-comparison", "warning"),
  summary: "A comparison that may fail where nothing is printed, so that neither branch is taken.",
  why: "Liquid cannot order a string and a number, or a time and a string. The tag fails, its content is left out, and nothing reports it.",
  fix: 'Bring the value to one type first: `| plus: 0` makes any value a number, `| append: ""` a string.',
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/faq"],
  bad: {
    body: `{% assign size = "small" %}
{% if custom_attribute.\${orders} > 5 %}{% assign size = "large" %}{% endif %}
{"size": "{{size}}"}`,
  },
  good: {
    body: `{% assign size = "small" %}
{% assign orders = custom_attribute.\${orders} | plus: 0 %}
{% if orders > 5 %}{% assign size = "large" %}{% endif %}
{"size": "{{size}}"}`,
  },
  check: ({ proof, body }, report) =>
    proof.silent
      .filter((place) => !body.template.diagnostics.some((one) => isWhy(one, place)))
      .map((place) =>
        report("this comparison may fail, and then neither branch is taken", body.spanOf(place), [
          "A string and a number, or a time and a string, have no order: the tag is left out without a word.",
          silentComparison.fix,
        ]),
      ),
};

/** An operator that does not exist has a finding of its own. */
const isWhy = ({ kind, span }: Diagnostic, { start, end }: Range): boolean =>
  kind === unknownOperator && span !== undefined && start <= span.start && span.end <= end;
