import { quoteInText as kind } from "../../proof/findings.js";
import { escapedQuote } from "../fix/quoting.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";

export const quoteInText: Rule = {
  kind,
  summary: "A straight double quote inside a string that is written in the template.",
  why: "It ends the text, and what follows is not JSON: a web page with attributes, or a quoted word. Braze sends the body as it is; the endpoint answers 4XX, and Braze never sends it again.",
  fix: fixOf("quote-inside"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259"],
  bad: { body: `{"html": "<p class="lead">Hello</p>"}` },
  good: { body: `{"html": "<p class=\\"lead\\">Hello</p>"}` },
  guesses: escapedQuote,
};
