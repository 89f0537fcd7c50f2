import { type Diagnostic, findingKind } from "../../diagnostics/diagnostic.js";
import type { Template } from "../../liquid/syntax/template.js";
import { isText, placedIn } from "../fix/places.js";
import type { Report, Rule } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";
import type { Field } from "../subject/webhook.js";

export const jsonAsText: Rule = {
  kind: findingKind("MI154", "json-as-text", "info"),
  summary:
    "JSON is sent as one string: captured and printed through `as_json_string`, or between quotes as a whole.",
  why: 'The receiver gets `"{\\"sku\\": \\"A1\\"}"`, a string with JSON in it, where it may look for an object.',
  fix: "Print it as it is if an object is meant. If a string is meant, nothing is wrong.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters",
  ],
  bad: {
    body: `{% capture item %}{"sku": "{{event_properties.\${sku} | json_escape}}"}{% endcapture %}{"payload": {{ item | as_json_string }}}`,
  },
  good: {
    body: `{% capture item %}{"sku": "{{event_properties.\${sku} | json_escape}}"}{% endcapture %}{"payload": {{ item }}}`,
  },
  check: ({ isJson, body }, report) =>
    isJson ? [...wholeAsText(body, report), ...itemsAsText(body, report)] : [],
};

/** A document between quotes, with a backslash ahead of each of its own. */
function wholeAsText({ template, spanOf }: Field, report: Report): readonly Diagnostic[] {
  const { text } = template.source;
  const start = text.search(/\S/);
  if (!/^"\s*(?:\{\s*\\"|\[\s*[{\\])/.test(text.slice(start))) return [];
  return [
    report(
      "the whole body is one string that holds JSON, and is sent as a string",
      spanOf({ start, end: start + 1 }),
      ['Remove the quotes round it and the backslash before each \\", if the receiver takes an object.'],
    ),
  ];
}

/** A captured document that is printed as a text. */
const itemsAsText = (body: Field, report: Report): readonly Diagnostic[] =>
  liveNodesOf(body.template.nodes, "output", "echo").flatMap((output) => {
    const { value, filters } = output.value;
    const asJson =
      filters.length > 0 && filters.every(({ definition }) => definition?.traits.json === "value");
    if (!asJson || value?.kind !== "lookup" || value.root.kind !== "variable" || value.path.length > 0)
      return [];
    const name = value.root.text;
    return holdsJson(body.template, name)
      ? [report(`"${name}" holds JSON, and is sent as a string`, body.spanOf(output))]
      : [];
  });

/** Whatever captures the variable writes an object or a list. */
function holdsJson({ nodes }: Template, name: string): boolean {
  const captures = liveNodesOf(nodes, "capture").filter(({ variable }) => variable.text === name);
  const isSetOtherwise = liveNodesOf(nodes, "assign").some(({ variable }) => variable.text === name);
  return (
    captures.length > 0 &&
    !isSetOtherwise &&
    captures.every(({ body }) => {
      const written = placedIn(body)
        .map(({ node }) => (isText(node) ? node.value : ""))
        .join("")
        .trim();
      return /^\{\s*"[\s\S]*\}$|^\[[\s\S]*\]$/.test(written.replaceAll("\n", " "));
    })
  );
}
