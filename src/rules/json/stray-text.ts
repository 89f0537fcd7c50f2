import type { Template } from "../../liquid/syntax/template.js";
import { strayText as kind } from "../../proof/findings.js";
import { outputAt } from "../fix/places.js";
import { escapedRound } from "../fix/quoting.js";
import { ofPrintedAnswer, savedAnswer } from "../fix/saved-answer.js";
import { lacksColon, unstrayed } from "../fix/structure.js";
import { quotedTogether } from "../fix/values.js";
import type { Fixable, Rule } from "../rule.js";
import { bracketsRoundLoop, inBrackets } from "./comma-in-loop.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const strayText: Rule = {
  kind,
  summary: "Text where nothing is allowed.",
  why: `A second document, text before the first brace, an output that was meant to be an \`assign\`. ${sentAnyway}`,
  fix: fixOf("stray"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259", ...sentAnywaySources],
  bad: {
    body: `{"a": 1}
see above`,
  },
  good: { body: `{"a": 1}` },
  advice: (found, template) =>
    lacksColon(found, template)
      ? "A colon is missing before it: write : between a name and its value."
      : (bracketsRoundLoop(found, template) ??
        ofWholeBody(found, template) ??
        ofPrintedAnswer(found, template) ??
        ofSecondDocument(found, template)),
  guesses: (found, template) => [
    ...escapedRound(outputAt(template, found), template),
    ...quotedTogether(found, template),
    ...inBrackets(found, template),
    ...unstrayed(found, template),
    ...savedAnswer(found, template),
  ],
};

/** A second document after the first, as lines of JSON are. */
function ofSecondDocument({ start }: Fixable, { source: { text } }: Template): string | undefined {
  return /^\{(?![{%])/.test(text.slice(start, start + 2)) && text.slice(0, start).trimEnd().endsWith("}")
    ? "A second document begins here: put both into one list, [{…}, {…}]. A receiver of JSON lines takes them as they are; say so by {% comment %} mi-braze-body text {% endcomment %}."
    : undefined;
}

/** What is the whole body brings its own quotes. */
function ofWholeBody(found: Fixable, template: Template): string | undefined {
  const output = outputAt(template, found);
  const { text } = template.source;
  if (!output || (text.slice(0, output.start) + text.slice(output.end)).trim() !== "") return undefined;
  return "It is the whole body: write | as_json_string as its last filter, which makes JSON of any value.";
}
