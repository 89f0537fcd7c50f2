import { cureOf } from "../cure.js";
import { straightened } from "../fix/structure.js";
import type { Rule } from "../rule.js";

export const bareWord: Rule = {
  code: "MI054",
  summary: "Letters that are no JSON value.",
  why: "A text without quotes, `True` for `true`, or a placeholder that nobody filled in. Braze sends the body as it is; the endpoint answers 4XX, and Braze never sends it again.",
  remedy: cureOf("bare-word"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259"],
  bad: { body: `{"plan": YOUR-PLAN-ID}` },
  good: { body: `{"plan": "b7c2"}` },
  guesses: straightened,
};
