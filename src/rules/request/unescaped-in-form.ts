import { written } from "../../braze/check-name.js";
import { type Diagnostic, findingKind } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import { type ConnectedContent, plainText } from "../../liquid/syntax/template.js";
import type { Report, Rule } from "../rule.js";
import { type Fill, fillsOf, freeTextIn, printedFills } from "../subject/url-values.js";
import type { Field } from "../subject/webhook.js";
import { escapedFill } from "./unescaped-in-url.js";

export const unescapedInForm: Rule = {
  kind: findingKind("MI111", "unescaped-in-form", "warning"),
  summary: "Text of a user is put into the fields of a form as it is.",
  why: "A `&` in it begins another field, a `+` arrives as a space, and `%` may be anything: `R&D` arrives as `R`.",
  fix: "Write `| url_param_escape` as its last filter. A body that is not a form says so in a header, or by `mi-braze-body`.",
  sources: [
    "https://www.rfc-editor.org/rfc/rfc1866",
    "https://www.braze.com/docs/user_guide/message_building_by_channel/webhooks/creating_a_webhook",
  ],
  bad: { body: "list=7&mail={{${email_address}}}" },
  good: { body: "list=7&mail={{${email_address} | url_param_escape}}" },
  check: ({ fields, body, isForm }, report) => [
    ...(isForm ? inForm(printedFills(body.template), body, report) : []),
    ...fields.flatMap((field) =>
      nodesOf(field.template.nodes, "connected_content").flatMap((call) =>
        inForm(fieldsOf(call), field, report),
      ),
    ),
  ],
  fixes: ({ start }, { nodes }) => {
    const places = [
      ...nodesOf(nodes, "connected_content").flatMap(fieldsOf),
      ...nodesOf(nodes, "output").map((output) => ({ ...output, before: "" })),
    ];
    const found = places.find((one) => one.start === start);
    return found ? escapedFill(found) : [];
  },
};

function inForm(fills: readonly Fill[], field: Field, report: Report): Diagnostic[] {
  return fills.flatMap((fill) => {
    const name = freeTextIn(fill.value, field.template.nodes);
    if (!name) return [];
    const shown = written(name.namespace?.text, name.name.text);
    return [report(`${shown} is text that goes into the form as it is`, field.spanOf(fill))];
  });
}

/** The values in the fields that a call posts; as JSON, Braze writes them itself. */
function fieldsOf({ options }: ConnectedContent): Fill[] {
  const optionOf = (wanted: string) => options.find(({ name }) => name.text === wanted)?.value;
  const [body, type] = [optionOf("body"), optionOf("content_type")];
  if (!body || (type && plainText(type) !== "application/x-www-form-urlencoded")) return [];
  return fillsOf(body).filter(({ before }) => /[\w\]]=/.test(before));
}
