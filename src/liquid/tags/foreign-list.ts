import { misreadLiquid } from "../findings.js";
import type { TagSource } from "../syntax/parser/tag-parser.js";

const literal = String.raw`(?:-?\d+(?:\.\d+)?|"[^"]*"|'[^']*')`;
const separated = new RegExp(
  String.raw`^(?:(?:range\s*)?[([]?\s*(${literal}(?:\s*,\s*${literal})+|-?\d+\s*-\s*\d+)\s*[)\]]?|(-?\d+\.\.\w+))(?=[\s,]|$)`,
);

/**
 * Values written out where a loop takes a list, as other languages write them: `(1,2,3)`, `['a', 'b']`, `range(1, 3)`,
 * `1..3`. Ruby reads the first value only.
 * @param from where the list begins
 */
export function checkForeignList({ markup, findings }: TagSource, from: number): void {
  const [found, values, bounds] = separated.exec(markup.text.slice(from)) ?? [];
  if (found === undefined) return;
  const whole = found.trimEnd();
  const isText = /["']/.test(whole);
  const [first, ...rest] = (values ?? bounds)!.split(/\.\.|\s*,\s*|(?<=\d)\s*-\s*/);
  const range = `a range is written \`(${first}..${rest.at(-1)})\`, with both ends in it`;
  const isRange = rest.every((one, index) => rest.length === 1 || Number(one) === Number(first) + index + 1);
  const items = [first!, ...rest].map((one) => one.replace(/^["']|["']$/g, "")).join(",");
  const list = `any other list is made of a text: \`{% assign list = '${items}' | split: ',' %}\``;
  findings.foreign(
    misreadLiquid,
    markup.place(from, from + whole.length),
    `\`${whole}\` is no list to Liquid, so the loop does not go through it`,
    isText ? [list.replace("any other", "a")] : isRange ? [range] : [range, list],
  );
}
