import { children } from "./children.js";
import type { AnyNode, NodeKind, NodeOf } from "./template.js";

/** What is in a tree: all of it, and by kind. */
interface Index {
  readonly all: AnyNode[];
  readonly byKind: Map<NodeKind, AnyNode[]>;
}

/** A tree never changes, so it is walked once, however many ask. */
const indexes = new WeakMap<AnyNode, Index>();

function indexOf(root: AnyNode): Index {
  let index = indexes.get(root);
  if (!index) {
    index = { all: [], byKind: new Map() };
    collect(root, index);
    indexes.set(root, index);
  }
  return index;
}

function collect(node: AnyNode, index: Index): void {
  index.all.push(node);
  const alike = index.byKind.get(node.kind);
  if (alike) alike.push(node);
  else index.byKind.set(node.kind, [node]);
  for (const child of children(node)) collect(child, index);
}

/** A node and everything in it: the outer before the inner, in the order of the text. */
export const nodesIn = (root: AnyNode): readonly AnyNode[] => indexOf(root).all;

/** The nodes of one kind, or of several, in the order of the text. */
export function nodesOf<K extends NodeKind>(root: AnyNode, ...kinds: readonly K[]): readonly NodeOf<K>[] {
  const { all, byKind } = indexOf(root);
  const [kind, ...others] = kinds;
  const alike = kind !== undefined && others.length === 0 ? (byKind.get(kind) ?? []) : undefined;
  return alike && areAlike(alike, kinds) ? alike : all.filter((node) => isOf(node, kinds));
}

/** Of nodes that are all of one kind, the first tells. */
const areAlike = <K extends NodeKind>(
  nodes: readonly AnyNode[],
  kinds: readonly K[],
): nodes is readonly NodeOf<K>[] => nodes.length === 0 || isOf(nodes[0]!, kinds);

const isOf = <K extends NodeKind>(node: AnyNode, kinds: readonly K[]): node is NodeOf<K> =>
  kinds.some((kind) => kind === node.kind);
