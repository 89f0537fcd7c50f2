import { written } from "../../braze/check-name.js";
import { type Diagnostic, type Fix, findingKind } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import { insert } from "../fix/edits.js";
import type { Report, Rule } from "../rule.js";
import { type Fill, fillsOf, freeTextIn, isPartOfAddress, printedFills } from "../subject/url-values.js";
import type { Field } from "../subject/webhook.js";

export const unescapedInUrl: Rule = {
  kind: findingKind("MI105", "unescaped-in-url", "warning"),
  summary: "Text of a user is put into a URL as it is.",
  why: "A `+` arrives as a space, `&` and `#` end the value, and a space ends the URL: `sam+test@example.com` and `Mary Ann` ask for something else, or for nothing.",
  fix: "Write `| url_param_escape` as its last filter.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/filters",
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/connected_content/making_an_api_call",
  ],
  bad: {
    body: '{"a": 1}',
    url: "https://hooks.example.com/in?mail={{${email_address}}}",
  },
  good: {
    body: '{"a": 1}',
    url: "https://hooks.example.com/in?mail={{${email_address} | url_param_escape}}",
  },
  check: ({ fields }, report) =>
    fields.flatMap((field) => [
      ...nodesOf(field.template.nodes, "connected_content").flatMap(({ url }) =>
        inAddress(fillsOf(url), field, report),
      ),
      ...(field.what === "URL" ? inAddress(printedFills(field.template), field, report) : []),
    ]),
  fixes: ({ start }, { nodes }) => {
    const places = [
      ...nodesOf(nodes, "connected_content").flatMap(({ url }) => fillsOf(url)),
      ...nodesOf(nodes, "output").map((output) => ({ ...output, before: "" })),
    ];
    const found = places.find((one) => one.start === start);
    return found ? escapedFill(found) : [];
  },
};

function inAddress(fills: readonly Fill[], field: Field, report: Report): Diagnostic[] {
  return fills.flatMap((fill) => {
    const name = freeTextIn(fill.value, field.template.nodes);
    if (!name || isPartOfAddress(fill)) return [];
    const shown = written(name.namespace?.text, name.name.text);
    return [report(`${shown} is text that goes into the URL as it is`, field.spanOf(fill))];
  });
}

/** With the filter at the end of the chain; `${name}` without braces takes none. */
export function escapedFill({ start, end, value }: Fill): Fix[] {
  return value.start === start && value.end === end
    ? []
    : [
        {
          title: "Write | url_param_escape as the last filter",
          edits: [insert(value.end, " | url_param_escape")],
        },
      ];
}
