import { beginsLikeJson } from "../../braze/content-type.js";
import { bareWord as kind } from "../../proof/findings.js";
import { outputAt, printsDocument } from "../fix/places.js";
import { straightened } from "../fix/structure.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const bareWord: Rule = {
  kind,
  summary: "Letters that are not a JSON value.",
  why: `A string without quotes, \`True\` for \`true\`, or a placeholder that nobody filled in. ${sentAnyway}`,
  fix: fixOf("bare-word"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259", ...sentAnywaySources],
  bad: { body: `{"plan": YOUR-PLAN-ID}` },
  good: { body: `{"plan": "b7c2"}` },
  advice: (found, template) =>
    outputAt(template, found) && !printsDocument(found, template)
      ? "What it prints is a string: put the output between quotes."
      : undefined,
  guesses: straightened,
  // What does not even begin like JSON may be a form, XML or plain text.
  note: ({ isJson, body }) =>
    isJson && !beginsLikeJson(body.template.source.text)
      ? "If it is not meant to be JSON, say so by Content-Type in headers.json, or by {% comment %} mi-braze-body text {% endcomment %}."
      : undefined,
};
