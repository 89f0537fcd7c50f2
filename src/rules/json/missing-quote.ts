import { missingQuote as kind } from "../../proof/findings.js";
import { quoted } from "../fix/quoting.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";

export const missingQuote: Rule = {
  kind,
  summary: "A name or a text that has one quote only.",
  why: "Everything up to the next quote is taken for the text, and everything behind it for something else. Braze sends the body as it is; the endpoint answers 4XX, and Braze never sends it again.",
  remedy: fixOf("missing-quote"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259"],
  bad: {
    body: `{
  "plan: "gold",
  "n": 1
}`,
  },
  good: {
    body: `{
  "plan": "gold",
  "n": 1
}`,
  },
  guesses: quoted,
};
