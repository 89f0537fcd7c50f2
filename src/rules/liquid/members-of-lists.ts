import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Range } from "../../source/source.js";
import { liveNodesOf } from "../subject/chains.js";
import type { Field } from "../subject/webhook.js";

/** What every list answers by itself. */
const own: ReadonlySet<string> = new Set(["first", "last", "size"]);

interface OfList extends Range {
  readonly member: string;
}

/** `items.title` after a tag that has put a list into `items`: an item has it, the list has not. */
export function membersOfLists({ template: { nodes } }: Field): readonly OfList[] {
  if (nodesOf(nodes, "catalog_items", "catalog_selection_items").length === 0) return [];
  const others = nodesOf(nodes, "assign", "capture", "for", "tablerow");
  if (others.some(({ variable }) => variable.text === "items")) return [];
  return liveNodesOf(nodes, "lookup").flatMap(({ root, path: [part], start }) =>
    root.kind === "variable" && root.text === "items" && part?.kind === "key" && !own.has(part.text)
      ? [{ start, end: part.end, member: part.text }]
      : [],
  );
}
