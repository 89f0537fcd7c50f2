import { withoutTexts } from "./check-quotes.js";
import { signAdvice, withFilter } from "./foreign-operators.js";
import type { Markup } from "./markup.js";

/** Where a value is: decides what Braze says about it. */
export type Within = "output" | "assign" | "echo" | "braces";

/** Text among a filter's arguments that Ruby skips. */
export function checkBetween(markup: Markup, start: number, end: number): void {
  const at = markup.trim(start, end);
  const text = markup.slice(at.start, at.end);
  if (text === "" || /^[:,]?$/.test(text)) return;
  const [, inside] = /^\(\s*([^()]*?)\s*\)$/.exec(text) ?? [];
  const isFirst =
    /[a-z_]\s*$/i.test(markup.text.slice(0, at.start)) && /^(?:-?\d+(?:\.\d+)?|"[^"]*"|'[^']*')$/.test(text);
  const meant = isFirst ? `: ${text}` : inside === undefined ? undefined : inside === "" ? "" : `: ${inside}`;
  markup.findings.warn(
    markup.place(at.start, at.end),
    `\`${text}\` is left out: arguments follow a colon and are separated by commas`,
    meant === undefined
      ? []
      : [
          meant === ""
            ? "leave the parentheses out"
            : `write \`${meant}\`${isFirst ? ", with a colon" : ", without parentheses"}`,
        ],
    meant,
  );
}

/** A filter in brackets ends the value there (`…/personalize/liquid/using_liquid.md`: no filters in array access). */
export function checkBrackets(markup: Markup, start: number, end: number): void {
  const text = withoutTexts(markup.text.slice(start, end));
  const opened = text.lastIndexOf("[");
  if (opened < 0 || text.includes("]", opened)) return;
  markup.findings.invalid(
    markup.place(start + opened, start + opened + 1),
    "this bracket is still open where the value ends",
    ["a filter is not allowed in brackets: assign the filtered value first, and write `list[variable]`"],
    "warning",
  );
}

const operator = /^(==|!=|<>|<=|>=|<|>|=|&&|\|\||(?:contains|and|or)(?!\w))/;

/** Text around the value that Ruby skips. */
export function checkLeftOver(markup: Markup, start: number, end: number, where: Within | "before"): void {
  const at = markup.trim(start, end);
  if (at.end <= at.start) return;
  const text = markup.slice(at.start, at.end);
  const place = markup.place(at.start, at.end);
  const found = operator.exec(text);
  if (found && where !== "before") {
    markup.findings.invalid(
      markup.place(at.start, at.start + found[0].length),
      `the operator \`${found[0]}\` is not allowed in ${where === "assign" ? "`assign`" : "an output"}`,
      ["operators work in `if`, `elsif` and `unless` only; use these and assign a value in each branch"],
    );
  } else {
    const before = markup.text.slice(0, at.start).trimEnd();
    const joinsTexts = /["']$/.test(before) || /^\+\s*["']/.test(text);
    const apart = before.endsWith("$") ? /^\{\s*([^{}]+?)\s*\}?$/.exec(text)?.[1] : undefined;
    const advice =
      apart === undefined
        ? signAdvice(text, joinsTexts)
        : `no space may be between $ and its brace: write \`\${${apart}}\``;
    markup.findings.warn(
      place,
      `\`${text}\` is left out: only one value is allowed here`,
      advice === undefined ? [] : [advice],
      where === "before" ? undefined : withFilter(text, joinsTexts),
    );
  }
}
