import type { Fix } from "../../diagnostics/diagnostic.js";
import type { Template } from "../../liquid/syntax/template.js";
import type { Mendable } from "../rule.js";
import { insert } from "./edits.js";
import { isText, placedNodes } from "./places.js";

/** The quote that a name or a text lacks, where it is missing. */
export function quoted({ start, detail }: Mendable, template: Template): Fix[] {
  const { text } = template.source;
  const title = "Write the quote that is missing";
  if (detail === "closing" || text[start] !== '"') return [{ title, edits: [insert(start, '"')] }];
  // The quote at the end is there: the other one goes ahead of the value.
  const at = beginOfValue(template, start);
  return at === undefined ? [] : [{ title, edits: [insert(at, '"')] }];
}

/** Where a value begins that ends at a place: behind the colon, comma or bracket ahead of it. */
function beginOfValue(template: Template, end: number): number | undefined {
  const nodes = placedNodes(template);
  let index = nodes.findIndex(({ node }) => isText(node) && node.start <= end && end < node.end);
  for (; index >= 0; index--) {
    const { node } = nodes[index]!;
    if (!isText(node)) continue;
    const text = node.value.slice(0, Math.max(0, end - node.start));
    const [ahead] = /[\s\S]*[:,[]\s*/.exec(text) ?? [];
    if (ahead !== undefined) return node.start + ahead.length;
  }
  return undefined;
}
