import type { CodeToken, Fault } from "../scanner.js";
import type { Findings } from "./findings.js";

/** What is wrong with an output or tag that the scanner could not read to its end. */
export function reportTokenFault(findings: Findings, token: CodeToken, fault: Fault): void {
  const opener = findings.place(token.start, token.start + 2);
  const at = findings.place(fault.start, fault.end);
  const [open, close] = token.kind === "tag" ? ["{%", "%}"] : ["{{", "}}"];
  switch (fault.kind) {
    case "unclosed":
      findings.error(opener, `this \`${open}\` is never closed`, [`a \`${close}\` must follow it`]);
      break;
    case "tag-inside":
      if (isMeantInside(findings.text, token, fault)) {
        findings.error(
          at,
          `a tag is not allowed inside ${token.kind === "tag" ? "another tag" : "an output"}`,
          [
            token.kind === "tag"
              ? "put the tags round it, with an `assign` in each branch, or keep the text they print with `{% capture name %}…{% endcapture %}`"
              : "keep the text it prints with `{% capture name %}…{% endcapture %}` before the output, or put the tags round the output",
          ],
        );
        break;
      }
      findings.error(opener, `this \`${open}\` is not closed before the next one begins`, [
        { message: `a \`${close}\` is missing before this`, span: findings.span(at) },
      ]);
      break;
    case "single-brace":
      if (findings.text[token.start + 2] === "%") {
        findings.error(
          findings.place(token.start, token.start + 3),
          "a brace right before a tag makes it an output",
          ["put a space between the two: `{ {% … %}`"],
          "{ {%",
        );
        break;
      }
      if (lacksDollar.test(findings.text.slice(opener.end, at.end))) {
        findings.error(at, "a `$` is missing before the brace of a name", [
          "Braze's names are written `${name}`, as in `{{custom_attribute.${plan}}}`",
        ]);
        break;
      }
      findings.error(
        at,
        isQuoted(findings.text.slice(opener.end, at.start))
          ? "a single `}` ends this output, even inside quotes"
          : "a `}` is missing after this: an output ends with two",
        [{ message: "the output begins here; it must end with `}}`", span: findings.span(opener) }],
      );
      break;
    case "reference":
      findings.error(at, "this `${` is never closed", [
        findings.text[at.end] === "{"
          ? "a name is written out; by a name in a variable, `| property_accessor: variable` reads a member"
          : "a Braze name is `${name}`, on one line",
      ]);
      break;
    case "too-deep":
      findings.limit(at, `braces nest more than ${findings.limits.expression} deep`);
  }
}

/** Whether a tag is in the place of a value: after the sign of an assign, the colon of a filter, a quote. */
const isMeantInside = (text: string, { start, kind }: CodeToken, fault: Fault): boolean =>
  text.startsWith("{%", fault.start) &&
  (kind === "tag" ? /(?:[=:,(<>]|\b(?:contains|and|or))\s*["']?\s*$/ : /[:,(]\s*["']\s*$|:\s*$/).test(
    text.slice(start + 2, fault.start),
  );

/** `custom_attribute.{plan}` */
const lacksDollar = /\.\{[\w ]+\}$/;

/** Whether a quote is open at the end. */
const isQuoted = (text: string): boolean => /["']/.test(text.replace(/"[^"]*"|'[^']*'/g, ""));
