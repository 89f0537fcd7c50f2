import { strayText as kind } from "../../proof/findings.js";
import { unstrayed } from "../fix/structure.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";

export const strayText: Rule = {
  kind,
  summary: "Text where nothing is allowed.",
  why: "A second document, text before the first brace, an output that was meant to be an `assign`. Braze sends the body as it is; the endpoint answers 4XX, and Braze never sends it again.",
  remedy: fixOf("stray"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259"],
  bad: {
    body: `{"a": 1}
see above`,
  },
  good: { body: `{"a": 1}` },
  guesses: unstrayed,
};
