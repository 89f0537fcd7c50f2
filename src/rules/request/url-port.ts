import { type Diagnostic, findingKind } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Report, Rule } from "../rule.js";
import type { Field } from "../subject/webhook.js";

export const urlPort: Rule = {
  kind: findingKind("MI106", "url-port", "warning"),
  summary: "A URL with another port than 80 or 443.",
  why: "Braze sends webhooks and Connected Content to these two ports only; the request is never made.",
  fix: "Let the service listen on port 443, and leave the port out of the URL.",
  sources: [
    "https://www.braze.com/docs/user_guide/message_building_by_channel/webhooks/creating_a_webhook",
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/connected_content/making_an_api_call",
  ],
  bad: { body: '{"a": 1}', url: "https://hooks.example.com:8080/in" },
  good: { body: '{"a": 1}', url: "https://hooks.example.com/in" },
  check: ({ fields }, report) =>
    fields.flatMap((field) => [
      ...(field.what === "URL"
        ? nodesOf(field.template.nodes, "text").flatMap(({ value, start }) =>
            portIn(value, start, field, report),
          )
        : []),
      ...nodesOf(field.template.nodes, "connected_content").flatMap(({ url: { parts } }) =>
        parts.flatMap((part) => (part.kind === "text" ? portIn(part.value, part.start, field, report) : [])),
      ),
    ]),
};

const allowed = ["80", "443"];

function portIn(text: string, start: number, field: Field, report: Report): Diagnostic[] {
  const match = /^\s*https?:\/\/[^/?#\s]*:(\d{2,5})(?=[/?#\s]|$)/i.exec(text);
  const port = match?.[1];
  if (port === undefined || allowed.includes(port)) return [];
  const end = start + match![0].length;
  return [
    report(
      `port ${port} is closed to Braze, which sends to 80 and 443 only`,
      field.spanOf({ start: end - port.length, end }),
    ),
  ];
}
