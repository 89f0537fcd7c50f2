import { missingComma as kind } from "../../proof/findings.js";
import { addedComma } from "../fix/commas.js";
import { outputBefore } from "../fix/places.js";
import { isInQuotedObject } from "../fix/quoted-object.js";
import { escapedRound } from "../fix/quoting.js";
import type { Rule } from "../rule.js";
import { commaInLoop } from "./comma-in-loop.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const missingComma: Rule = {
  kind,
  summary: "No comma between two members or items.",
  why: sentAnyway,
  fix: fixOf("missing-comma"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259", ...sentAnywaySources],
  bad: {
    body: `{
  "a": 1
  "b": 2
}`,
  },
  good: {
    body: `{
  "a": 1,
  "b": 2
}`,
  },
  advice: commaInLoop,
  // After a quote that is not to be there, no comma is missing.
  guesses: (found, template) =>
    isInQuotedObject(found, template)
      ? []
      : [...escapedRound(outputBefore(template, found), template), ...addedComma(found, template)],
};
