import type { Template } from "../../liquid/syntax/template.js";
import { brokenEscape as kind } from "../../proof/findings.js";
import type { Range } from "../../source/source.js";
import { replace } from "../fix/edits.js";
import { doubledBackslash } from "../fix/structure.js";
import { lastFilter } from "../fix/values.js";
import type { Fixable, Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";

export const brokenEscape: Rule = {
  kind,
  summary: "An escape inside a string that is cut or does not exist.",
  why: 'A filter after `json_escape` may cut `\\"` in two, and the quote that is left ends the string. Only some users have such a string; for them the body is broken.',
  fix: fixOf("cut-escape"),
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters",
  ],
  bad: { body: `{"note": "{{event_properties.\${note} | json_escape | truncate: 20}}"}` },
  good: { body: `{"note": "{{event_properties.\${note} | truncate: 20 | json_escape}}"}` },
  advice: (found, template) => {
    const char = template.source.text[found.start];
    if (char === "'" || char === "`") return `JSON has no \\${char}: write ${char} alone.`;
    const sign = longEscape(found, template)?.sign;
    return sign && `JSON has no \\U: write ${sign} itself, or ${sign.replace(/[\s\S]/g, fourDigits)}.`;
  },
  fixes: (found, template) => [
    ...[longEscape(found, template)].flatMap((one) =>
      one ? [{ title: `Write ${one.sign}`, edits: [replace(one, one.sign)] }] : [],
    ),
    ...lastFilter("json_escape", found, template).flatMap((fix) => {
      const [doubled] = doubledBackslash(found, template);
      return doubled ? [{ ...fix, edits: [...doubled.edits, ...fix.edits] }] : [fix];
    }),
    ...doubledBackslash(found, template),
  ],
};

/** `\\U0001F600`, as Python writes a character, and that character. */
function longEscape(
  { start }: Fixable,
  { source }: Template,
): (Range & { readonly sign: string }) | undefined {
  const [whole, digits] = /^\\U([0-9A-Fa-f]{8})/.exec(source.text.slice(start - 1, start + 9)) ?? [];
  const code = Number.parseInt(digits ?? "", 16);
  if (whole === undefined || !(code > 0x1f && code <= 0x10ffff)) return undefined;
  return { start: start - 1, end: start - 1 + whole.length, sign: String.fromCodePoint(code) };
}

const fourDigits = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
