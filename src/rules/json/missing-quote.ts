import { missingQuote as kind } from "../../proof/findings.js";
import { isInQuotedObject, withoutQuotes } from "../fix/quoted-object.js";
import { quoted } from "../fix/quoting.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const missingQuote: Rule = {
  kind,
  summary: "A name or a string that has one quote only.",
  why: `Everything up to the next quote is taken for the text, and everything after it for something else. ${sentAnyway}`,
  fix: fixOf("missing-quote"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259", ...sentAnywaySources],
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
  guesses: (found, template) => [...withoutQuotes(found, template), ...quoted(found, template)],
  advice: (found, template) =>
    isInQuotedObject(found, template)
      ? "An object or a list needs no quotes round it: remove the quote before its first bracket, and the one after its last."
      : undefined,
};
