import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Template } from "../../liquid/syntax/template.js";
import type { Range } from "../../source/source.js";

/** Where a member's name is written in a template, in the order of the text; its own text only, not what data prints. */
export function memberPlaces({ nodes }: Template, name: string): Range[] {
  const quoted = JSON.stringify(name);
  return nodesOf(nodes, "text").flatMap(({ value, start }) => {
    const found: Range[] = [];
    for (let at = value.indexOf(quoted); at >= 0; at = value.indexOf(quoted, at + 1))
      if (/^\s*:/.test(value.slice(at + quoted.length)))
        found.push({ start: start + at, end: start + at + quoted.length });
    return found;
  });
}
