import { liquidInAbortMessage } from "../findings.js";
import { checkQuotes } from "../syntax/parser/check-quotes.js";
import type { AbortMessage } from "../syntax/template.js";
import type { TagDefinition } from "./definition.js";

/** What Braze logs where the tag gives no reason. */
const defaultAbortReason = "{% abort_message %} called";

export const abortMessage: TagDefinition<AbortMessage> = {
  name: "abort_message",
  status: "documented",
  summary: "Ends the rendering; nothing is sent. The reason goes to the Message Activity Log.",
  syntax: "{% abort_message('reason') %}",
  example: {
    template: "{% if ${user_id} == blank %}{% abort_message('no user id') %}{% endif %}",
    abort: "no user id",
  },
  source: "_docs/_user_guide/messaging/design_and_edit/personalize/liquid/aborting_messages.md",
  parse({ head, range, markup, findings }) {
    const raw = markup.slice(0, markup.text.length);
    const found = /^[ \t\r\n]*\(?[ \t\r\n]*/.exec(raw)!;
    const start = found[0].length;
    let end = raw.trimEnd().length;
    if (found[0].includes("(")) {
      if (raw[end - 1] === ")") end--;
      else
        findings.error(
          markup.place(found[0].indexOf("("), found[0].indexOf("(") + 1),
          "this parenthesis is never closed",
        );
      while (end > start && /\s/.test(raw[end - 1]!)) end--;
    }
    const text = raw.slice(start, end);
    const reason = reasonFrom(text);
    const place = markup.place(start, Math.max(start, end));
    if (text !== "" && /\{\{|\{%|\$\{/.test(text)) {
      findings.notBraze(
        liquidInAbortMessage,
        place,
        "the reason of `abort_message` is a fixed text; Liquid in it is not evaluated",
        ["write the reason without Liquid; what was rendered so far is not logged"],
      );
    } else if (text !== "" && reason === undefined && !checkQuotes(markup, start, end)) {
      findings.invalid(
        place,
        "the reason of `abort_message` must be a string in quotes, in parentheses",
        ['write `{% abort_message("reason") %}`'],
        "warning",
        /^[:=]?\s*(["'])[^"']*\1$/.test(text) ? `(${text.replace(/^[:=]?\s*/, "")})` : undefined,
      );
    } else if (reason !== undefined && !found[0].includes("(")) {
      findings.invalid(
        place,
        "Braze documents the reason of `abort_message` in parentheses only",
        [`write \`{% abort_message(${text}) %}\``],
        "warning",
        `(${text})`,
      );
    }
    const name = text === "" ? undefined : markup.name(reason ?? text, start, Math.max(start, end));
    return { kind: "abort_message", ...range, head, blank: false, reason: name };
  },
  run({ reason }, machine) {
    machine.abort(reason?.text || defaultAbortReason);
  },
};

/** What is between the outermost quotes. */
function reasonFrom(text: string): string | undefined {
  const quote = text[0];
  return (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote)
    ? text.slice(1, -1)
    : undefined;
}
