import { strayText as kind } from "../../proof/findings.js";
import { unstrayed } from "../fix/structure.js";
import type { Rule } from "../rule.js";
import { bracketsRoundLoop } from "./comma-in-loop.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const strayText: Rule = {
  kind,
  summary: "Text where nothing is allowed.",
  why: `A second document, text before the first brace, an output that was meant to be an \`assign\`. ${sentAnyway}`,
  remedy: fixOf("stray"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259", ...sentAnywaySources],
  bad: {
    body: `{"a": 1}
see above`,
  },
  good: { body: `{"a": 1}` },
  advice: bracketsRoundLoop,
  guesses: unstrayed,
};
