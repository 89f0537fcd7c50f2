import type { Range } from "../../../source/source.js";
import { invalidBrazeSyntax, misreadLiquid } from "../../findings.js";
import { withoutTexts } from "./check-quotes.js";
import { choiceIn, signAdvice, withFilter } from "./foreign-operators.js";
import type { Markup } from "./markup.js";

/** Where a value is: decides what Braze says about it. */
export type Within = "output" | "assign" | "echo" | "braces";

/** Text among a filter's arguments that Ruby skips. */
export function checkBetween(markup: Markup, start: number, end: number): void {
  const at = markup.trim(start, end);
  const text = markup.slice(at.start, at.end);
  if (text === "" || /^[:,]?$/.test(text)) return;
  const [, index] = /^\[\s*(-?\d+)\s*\]$/.exec(text) ?? [];
  if (index !== undefined) {
    const filter = index === "0" ? "| first" : index === "-1" ? "| last" : undefined;
    markup.findings.warn(
      markup.place(at.start, at.end),
      `\`${text}\` is left out: no item can be taken of what a filter gives`,
      [filter ? `write \`${filter}\`` : `assign the list first, and write \`list${text}\``],
      filter,
    );
    return;
  }
  const [, inside] = /^\(\s*([^()]*?)\s*\)$/.exec(text) ?? [];
  const isFirst =
    /[a-z_]\s*$/i.test(markup.text.slice(0, at.start)) && /^(?:-?\d+(?:\.\d+)?|"[^"]*"|'[^']*')$/.test(text);
  const [, compared] = /^==?\s*("[^"]*"|'[^']*'|-?[\w.]+)$/.exec(text) ?? [];
  if (compared !== undefined) {
    markup.findings.warn(
      markup.place(at.start, at.end),
      `\`${text}\` is left out: a filter compares by itself, and its arguments are separated by commas`,
      [`write \`, ${compared}\``],
      `, ${compared}`,
    );
    return;
  }
  const isNext =
    /["'\d]\s*$/.test(markup.text.slice(0, at.start)) && /^(?:"[^"]*"|'[^']*'|-?[\d.]+)$/.test(text);
  if (isNext) {
    markup.findings.warn(
      markup.place(at.start, at.end),
      `\`${text}\` is left out: arguments are separated by commas`,
      [`write \`, ${text}\``],
      `, ${text}`,
    );
    return;
  }
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

/** What a condition chooses between, as a tag does: `x == 'a'`, `x ? 'a' : 'b'`, `x == 'a' ? 1 : 0`. */
function checkChoice(markup: Markup, value: Range, rest: Range, where: Within): boolean {
  const choice = choiceIn(markup.slice(value.start, value.end), markup.slice(rest.start, rest.end));
  if (choice === undefined) return false;
  const { condition, yes, no, sign } = choice;
  const printed = `{% if ${condition} %}${yes}{% else %}${no}{% endif %}`;
  const isOutput = where === "output" && markup.depth === 0;
  const advice = isOutput ? `write \`${printed}\`` : `assign in each branch of \`{% if ${condition} %}\``;
  if (sign === "?" || sign === "if")
    markup.findings.foreign(
      misreadLiquid,
      markup.place(rest.start, rest.end),
      `Liquid has no ${sign === "if" ? "`if` after a value" : "`? :`"}, so what follows the value is left out`,
      [advice],
      sign === "if" && isOutput ? printed : undefined,
    );
  else
    markup.findings.foreign(
      invalidBrazeSyntax,
      markup.place(rest.start, rest.start + sign.length),
      `the operator \`${sign}\` is not allowed in ${where === "assign" ? "`assign`" : "an output"}`,
      [`operators work in \`if\`, \`elsif\` and \`unless\` only: ${advice}`],
      isOutput ? printed : undefined,
    );
  return true;
}

/** `a || 'b'`, as other languages write a default. */
export function checkAlternative(markup: Markup, bar: number, misquoted: boolean): boolean {
  const [whole, other] =
    /^\|\|\s*("[^"]*"|'[^']*'|[^\s|]+)/.exec(markup.slice(bar, markup.text.length)) ?? [];
  if (whole === undefined || misquoted) return false;
  const meant = `| default: ${other}`;
  markup.findings.invalid(
    markup.place(bar, bar + whole.length),
    "`||` does not choose between two values in Liquid",
    [`for a value that may be missing write \`${meant}\``],
    "error",
    meant,
  );
  return true;
}

/** Text ahead of the value that Ruby skips. */
export function checkAhead(markup: Markup, start: number, end: number): void {
  checkSkipped(markup, start, end, undefined);
}

/** Text after the value that Ruby skips. */
export function checkLeftOver(markup: Markup, value: Range, end: number, where: Within): void {
  // What is after the method of another language belongs to it, and is reported with it.
  if (/\.[A-Za-z]+\(/.test(markup.text.slice(value.start, value.end))) return;
  checkSkipped(markup, value.end, end, { value, where });
}

function checkSkipped(
  markup: Markup,
  start: number,
  end: number,
  after: { readonly value: Range; readonly where: Within } | undefined,
): void {
  const at = markup.trim(start, end);
  if (at.end <= at.start) return;
  if (after && checkChoice(markup, after.value, at, after.where)) return;
  const text = markup.slice(at.start, at.end);
  const place = markup.place(at.start, at.end);
  const found = operator.exec(text);
  if (found && after) {
    markup.findings.foreign(
      invalidBrazeSyntax,
      markup.place(at.start, at.start + found[0].length),
      `the operator \`${found[0]}\` is not allowed in ${after.where === "assign" ? "`assign`" : "an output"}`,
      ["operators work in `if`, `elsif` and `unless` only; use these and assign a value in each branch"],
    );
  } else {
    const before = markup.text.slice(0, at.start).trimEnd();
    const joinsTexts = /["']$/.test(before) || /^\+\s*["']/.test(text);
    const apart = before.endsWith("$") ? /^\{\s*([^{}]+?)\s*\}?$/.exec(text)?.[1] : undefined;
    const advice =
      apart === undefined
        ? ((/^\/[/*]/.test(text) ? "a comment is between {% comment %} and {% endcomment %}" : undefined) ??
          signAdvice(text, joinsTexts) ??
          (after && /^(?:\$\{[^{}]+\}|\{\{[^{}]+(?:\$\{[^{}]+\})?\s*\}\}|["'][^"']*["'])/.test(text)
            ? "join texts by filters: `| append: ' ' | append: …`"
            : undefined))
        : `no space may be between $ and its brace: write \`\${${apart}}\``;
    markup.findings.warn(
      place,
      `\`${text}\` is left out: only one value is allowed here`,
      advice === undefined ? [] : [advice],
      after && withFilter(text, joinsTexts),
    );
  }
}
