import type { AnyNode } from "./template.js";

/** The nodes that are directly in a node, in the order of the text. Every node of a tree is the child of one other. */
export function children(node: AnyNode): readonly AnyNode[] {
  switch (node.kind) {
    case "text":
    case "name":
    case "literal":
    case "emptiness":
    case "variable":
    case "macro":
    case "key":
    case "logical-operator":
      return none;
    case "body":
      return node.nodes;
    case "output":
    case "braced":
      return [node.value];
    case "head":
      return [node.name];
    case "filtered":
      return node.value ? [node.value, ...node.filters] : node.filters;
    case "filter":
      return [node.name, ...byPlace([...node.arguments, ...node.keywords])];
    case "keyword":
      return [node.name, node.value];
    case "lookup":
      return [node.root, ...node.path];
    case "reference":
      return node.namespace ? [node.namespace, node.name] : [node.name];
    case "computed":
      return [node.name];
    case "index":
      return [node.index];
    case "range":
      return [node.first, node.last];
    case "condition":
      return byPlace([...node.terms, ...node.operators]);
    case "comparison":
      return present(node.left, node.operator, node.right);
    case "interpolation":
      return node.parts;
    case "option":
      return present(node.name, node.value);
    case "branch":
      return present(node.head, node.condition, node.body);
    case "when":
      return [node.head, ...(node.values ?? none), node.body];
    case "assign":
      return [node.head, node.variable, node.value];
    case "capture":
      return present(node.head, node.variable, node.body, node.tail);
    case "if":
    case "unless":
      // The head is the first branch's too, and is there.
      return present(...node.branches, node.tail);
    case "case":
      return present(node.head, node.subject, node.prelude, ...node.branches, node.tail);
    case "for":
      return [
        node.head,
        node.variable,
        node.collection,
        ...byPlace(present(node.reversed, node.limit, node.offset)),
        ...present(node.body, node.otherwise, node.tail),
      ];
    case "tablerow":
      return [
        node.head,
        node.variable,
        node.collection,
        ...byPlace(present(node.cols, node.limit, node.offset)),
        ...present(node.body, node.tail),
      ];
    case "continue":
      // The tag, or the word in `offset: continue`.
      return "head" in node ? [node.head] : none;
    case "break":
    case "#":
    case "include":
    case "render":
      return [node.head];
    case "comment":
    case "ifchanged":
      return present(node.head, node.body, node.tail);
    case "raw":
      return present(node.head, node.text, node.tail);
    case "echo":
      return [node.head, node.value];
    case "liquid":
      return [node.head, node.body];
    case "cycle":
      return present(node.head, node.group, ...node.values);
    case "increment":
    case "decrement":
      return [node.head, node.variable];
    case "abort_message":
      return present(node.head, node.reason);
    case "connected_content":
      return [node.head, ...byPlace([node.url, ...node.options])];
    case "catalog_items":
    case "catalog_selection_items":
      return [node.head, ...byPlace([node.catalog, ...node.names, ...node.options])];
    case "message_extras":
      return [node.head, ...node.options];
    case "shopping_cart":
      return [node.head, ...byPlace([node.cart, ...node.options])];
    case "random":
      return present(node.head, node.limit);
    case "promotion":
      return [node.head, node.list];
    case "translation":
      return present(node.head, node.id, node.body, node.tail);
    case "broken":
      return present(node.head);
  }
}

const none: readonly AnyNode[] = [];

const present = (...nodes: readonly (AnyNode | undefined)[]): AnyNode[] =>
  nodes.filter((node) => node !== undefined);

/** What a template may write in any order. */
const byPlace = (nodes: readonly AnyNode[]): AnyNode[] => nodes.toSorted((a, b) => a.start - b.start);
