import { nodesOf } from "../../liquid/syntax/nodes.js";
import type {
  AnyNode,
  Body,
  Expression,
  Filter,
  Filtered,
  NodeKind,
  NodeOf,
} from "../../liquid/syntax/template.js";

/** The nodes of some kinds that run: what is in a comment does not. */
export function liveNodesOf<K extends NodeKind>(root: AnyNode, ...kinds: readonly K[]): readonly NodeOf<K>[] {
  const comments = nodesOf(root, "comment");
  const found = nodesOf(root, ...kinds);
  if (comments.length === 0) return found;
  // Both are in the order of the text: of the comments that begin ahead of a node, one that holds it reaches furthest.
  let [next, reach] = [0, 0];
  return found.filter(({ start, end }) => {
    for (; next < comments.length && comments[next]!.start < start; next++)
      reach = Math.max(reach, comments[next]!.end);
    return reach <= end;
  });
}

/** Where a value comes from and the filters it goes through; ahead of its own, those of the `assign` that its variable has. */
export interface Chain {
  readonly value: Expression | undefined;
  readonly filters: readonly Filter[];
  /** What the value is called on its way: data and variables, the nearest last. */
  readonly names: readonly string[];
}

/** Assignments that are followed from one variable to the next. */
const mostSteps = 10;

export function chainOf(filtered: Filtered, nodes: Body, steps = mostSteps): Chain {
  const { value, filters } = filtered;
  if (value?.kind === "braced") {
    const inner = chainOf(value.value, nodes, steps - 1);
    return { ...inner, filters: [...inner.filters, ...filters] };
  }
  if (value?.kind !== "lookup") return { value, filters, names: [] };
  const name = nameIn(value);
  const names = name === undefined ? [] : [name];
  const plain = value.root.kind === "variable" && value.path.length === 0 && steps > 0;
  const source = plain ? onlyAssign(nodes, value.root.text) : undefined;
  if (!source) return { value, filters, names };
  const before = chainOf(source, nodes, steps - 1);
  return {
    value: before.value,
    filters: [...before.filters, ...filters],
    names: [...before.names, ...names],
  };
}

/** The last part of a path, or what it begins with. */
function nameIn({ root, path }: Extract<Expression, { kind: "lookup" }>): string | undefined {
  const key = path.findLast((part) => part.kind === "key");
  if (key?.kind === "key") return key.text;
  if (root.kind === "variable") return root.text;
  return root.kind === "reference" ? root.name.text : undefined;
}

/** What a variable is set to, if one `assign` alone sets it. */
const onlyAssign = (nodes: Body, name: string): Filtered | undefined => assignsOf(nodes).get(name);

const found = new WeakMap<Body, ReadonlyMap<string, Filtered | undefined>>();

/** Every variable that a tag sets, with its value where one `assign` alone does. */
function assignsOf(nodes: Body): ReadonlyMap<string, Filtered | undefined> {
  const known = found.get(nodes);
  if (known) return known;
  const values = new Map<string, Filtered | undefined>();
  for (const { variable, value } of nodesOf(nodes, "assign"))
    values.set(variable.text, values.has(variable.text) ? undefined : value);
  for (const { variable } of nodesOf(nodes, "capture", "for", "tablerow"))
    values.set(variable.text, undefined);
  found.set(nodes, values);
  return values;
}

/** Every value that goes through filters, with the whole way that it has come. */
export const chainsIn = (nodes: Body): (Chain & { readonly own: Filtered })[] =>
  liveNodesOf(nodes, "filtered").map((own) => ({ own, ...chainOf(own, nodes) }));
