import { own } from "../../../source/own.js";
import { unsupportedFilters } from "../../filters/unsupported.js";
import { misreadLiquid } from "../../findings.js";
import { filterFor } from "./dropped.js";
import type { Markup } from "./markup.js";
import type { Segment } from "./segments.js";

/** What nothing is called but a method, which Ruby writes without parentheses. */
const method = /^(?:upcase|downcase|capitalize|strip|to_[sif]|to_json|titleize|\w+\?)$/;

/** `name.upcase`, `plan.present?`, `items.0.sku`, and `items.length > 0`: a member to Liquid, which nothing has. */
export function checkMember(markup: Markup, { text, start, end }: Segment): void {
  // What no dot is ahead of, `x*2`, is no member that anybody wrote.
  if (markup.text[start - 1] !== ".") return;
  // A year may be what an object calls a member.
  const isNumber = /^\d{1,2}$/.test(text);
  const isLength =
    markup.isCondition && text === "length" && /(?:s|list|array)\}?\.$/.test(markup.slice(0, start));
  if (!isNumber && !isLength && !method.test(text)) return;
  const meant = isNumber
    ? `[${text}]`
    : isLength
      ? ".size"
      : text.endsWith("?")
        ? /^(?:blank|empty|nil|null|none)/.test(text)
          ? " == blank"
          : /^(?:present|any|exists?|defined)/.test(text)
            ? " != blank"
            : undefined
        : ` | ${filterFor(text) ?? own(unsupportedFilters, text)?.alternative ?? text}`;
  const advice =
    meant === undefined
      ? "ask by an operator or by a filter"
      : markup.isCondition && meant.includes("|")
        ? `a condition takes no filter: assign first, by \`${meant.trim()}\``
        : `write \`${meant.trim()}\` in its place`;
  markup.findings.foreign(
    misreadLiquid,
    markup.place(start - 1, end),
    `\`.${text}\` reads a member of that name, which ${isNumber || isLength ? "no list" : "nothing"} has`,
    [advice],
    markup.isCondition && meant?.includes("|") ? undefined : meant,
  );
}
