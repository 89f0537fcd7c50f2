import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Template } from "../../liquid/syntax/template.js";
import { quoted } from "../../source/json-text.js";
import type { Range } from "../../source/source.js";

/** Where a member's name is written in a template, in the order of the text; its own text only, not what data prints. */
export function memberPlaces({ nodes }: Template, name: string): Range[] {
  const written = quoted(name);
  return nodesOf(nodes, "text").flatMap(({ value, start }) => {
    const found: Range[] = [];
    for (let at = value.indexOf(written); at >= 0; at = value.indexOf(written, at + 1))
      if (/^\s*:/.test(value.slice(at + written.length)))
        found.push({ start: start + at, end: start + at + written.length });
    return found;
  });
}
