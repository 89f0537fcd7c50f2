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

/** Tells of what opens such a block; what closes it goes with that. */
export function checkHandlebars(findings: Findings, { start, end }: Range): boolean {
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
