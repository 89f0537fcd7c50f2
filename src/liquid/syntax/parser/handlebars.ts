import type { Range } from "../../../source/source.js";
import type { Findings } from "./findings.js";

/** What a block of Handlebars or Mustache is in Liquid. */
const blocks: Readonly<Record<string, string>> = {
  each: "{% for item in list %} … {% endfor %}",
  if: "{% if x %} … {% endif %}",
  unless: "{% unless x %} … {% endunless %}",
};

const mark = /^\{\{[-~]?\s*([#/^])\s*([A-Za-z_]\w*)/;

/** Whether an output is a block of Handlebars or Mustache: Liquid would print a variable of its name. */
export const isHandlebars = (output: string): boolean => mark.test(output);

/** `{{! words }}`, and `{{> name }}`: one word after the `!` is negated. */
const comment = /^\{\{[-~]?\s*!(?:--)?\s*([A-Za-z]\S*\s[^{}]*?)\s*(?:--)?[-~]?\}\}$/;
const partial = /^\{\{[-~]?\s*>\s*([\w./-]+)/;

function checkMustache(findings: Findings, at: Range): boolean {
  const text = findings.text.slice(at.start, at.end);
  const [, words] = /[=<>&|]/.test(text) ? [] : (comment.exec(text) ?? []);
  const [, name] = partial.exec(text) ?? [];
  if (words === undefined && name === undefined) return false;
  const meant =
    words === undefined
      ? `{{content_blocks.\${${name!.replace(/\W/g, "_")}}}}`
      : `{% comment %} ${words} {% endcomment %}`;
  findings.invalid(
    findings.place(at.start, at.end),
    words === undefined
      ? "`{{>` names a partial in Handlebars, and prints a variable in Liquid"
      : "`{{!` begins a comment in Handlebars, and prints a variable in Liquid",
    [
      words === undefined
        ? `A text of its own is a Content Block in Braze: \`${meant}\`.`
        : `write \`${meant}\``,
    ],
    "warning",
    words === undefined ? undefined : meant,
  );
  return true;
}

/** Tells of what opens such a block; what closes it goes with that. */
export function checkHandlebars(findings: Findings, { start, end }: Range): boolean {
  if (checkMustache(findings, { start, end })) return true;
  const [, sign, word = ""] = mark.exec(findings.text.slice(start, end)) ?? [];
  if (sign === undefined) return false;
  if (sign !== "/") {
    const meant = Object.hasOwn(blocks, word) ? [blocks[word]!] : Object.values(blocks);
    findings.invalid(
      findings.place(start, end),
      `\`{{${sign}${word}\` begins a block in Handlebars, and prints a variable in Liquid`,
      [
        `Blocks are tags in Liquid: ${meant.join(", ")}. An item is called as the \`for\` says, and the last one is \`forloop.last\`.`,
      ],
    );
  }
  return true;
}
