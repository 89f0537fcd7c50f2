import { findingKind } from "../../diagnostics/diagnostic.js";
import { secretsIn } from "../../diagnostics/secrets.js";
import type { Rule } from "../rule.js";

export const secretInTheOpen: Rule = {
  kind: findingKind("MI134", "secret-in-the-open", "error"),
  summary: "A credential is in the text of a webhook.",
  why: "Whoever may read the file or its history can send data in your name. The URL of Movable Ink's collector holds a key too.",
  fix: "Keep it in Braze (a Connected Content credential, or typed into the dashboard), and a placeholder such as `<MI_ENDPOINT_URL>` in the file. If the file was ever committed, ask for a new credential.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
  ],
  bad: { body: `{"a": 1}`, url: "https://collector.movableink-dmz.com/behavioral/1234567890" },
  good: {
    body: `{"a": 1}`,
    url: "https://hooks.example.com/in",
    headers: { "Content-Type": "application/json", Authorization: "Bearer <CRM_TOKEN>" },
  },
  check: ({ fields }, report) =>
    fields.flatMap((field) =>
      secretsIn(field.template.source.text).map((at) =>
        report(`a credential is in the ${field.what}`, field.spanOf(at)),
      ),
    ),
};
