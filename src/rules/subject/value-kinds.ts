import { checkName } from "../../braze/check-name.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { AnyNode, Body, Expression, Filtered } from "../../liquid/syntax/template.js";
import { isFloat, isInteger } from "../../liquid/value.js";

/** What a value is for everybody who has it. */
export type ValueKind = "number" | "boolean" | "text";

/** The kind of a value, where the template itself or Braze settles it. */
export function kindOf(
  expression: Expression | undefined,
  nodes: Body,
  seen: ReadonlySet<string> = new Set(),
): ValueKind | undefined {
  switch (expression?.kind) {
    case "literal": {
      const { value } = expression;
      if (typeof value === "boolean") return "boolean";
      if (typeof value === "string") return "text";
      return isInteger(value) || isFloat(value) ? "number" : undefined;
    }
    case "braced":
      return kindOfFiltered(expression.value, nodes, seen);
    case "lookup": {
      if (expression.path.length > 0) return undefined;
      if (expression.root.kind === "variable") return kindOfVariable(expression.root.text, nodes, seen);
      if (expression.root.kind !== "reference") return undefined;
      const { namespace, name } = expression.root;
      const verdict = checkName({ namespace: namespace?.text, name: name.text });
      if (!verdict.known) return undefined;
      if (verdict.type === "integer") return "number";
      return verdict.type === "boolean" ? "boolean" : undefined;
    }
    case "emptiness":
    case "range":
    case undefined:
      return undefined;
  }
}

function kindOfFiltered(
  { value, filters }: Filtered,
  nodes: Body,
  seen: ReadonlySet<string>,
): ValueKind | undefined {
  const last = filters.at(-1);
  if (!last) return kindOf(value, nodes, seen);
  return last.definition?.group === "number" ? "number" : undefined;
}

/** Of one kind only if everything that sets it gives that kind. */
function kindOfVariable(name: string, nodes: Body, seen: ReadonlySet<string>): ValueKind | undefined {
  if (seen.has(name)) return undefined;
  const inside = new Set([...seen, name]);
  if (nodesOf(nodes, ...otherSetters).some((node) => setsVariable(node, name))) return undefined;
  const kinds = nodesOf(nodes, "assign")
    .filter(({ variable }) => variable.text === name)
    .map(({ value }) => kindOfFiltered(value, nodes, inside));
  return kinds.every((kind) => kind === kinds[0]) ? kinds[0] : undefined;
}

const otherSetters = ["capture", "for", "tablerow", "increment", "decrement", "option"] as const;

function setsVariable(node: AnyNode, name: string): boolean {
  if (node.kind === "option")
    return (
      node.name.text === "save" &&
      node.value?.parts.some((part) => part.kind === "text" && part.value.trim() === name) === true
    );
  return "variable" in node && "text" in node.variable && node.variable.text === name;
}
