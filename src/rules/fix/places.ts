import { children } from "../../liquid/syntax/children.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Body, Echo, For, If, Node, Output, Template, Text } from "../../liquid/syntax/template.js";
import type { Range } from "../../source/source.js";

const outputs = new WeakMap<Template, ReadonlyMap<number, Output | Echo>>();

/** The output that a finding points at. */
export function outputAt(template: Template, { start }: Range): Output | Echo | undefined {
  let byStart = outputs.get(template);
  if (!byStart) {
    byStart = new Map(nodesOf(template.nodes, "output", "echo").map((one) => [one.start, one]));
    outputs.set(template, byStart);
  }
  return byStart.get(start);
}

/** Whether an output prints a document that the template has put together, and not one text. */
export function printsDocument({ start, end }: Range, { nodes, source: { text } }: Template): boolean {
  const name = text.slice(start + 2, end - 2).trim();
  return nodesOf(nodes, "capture", "assign").some(
    (one) =>
      one.variable.text === name &&
      /^\{%[^%=]*(?:%\}|=)\s*["']?\s*(?:\{(?![{%])|\[)/.test(text.slice(one.start, one.end)),
  );
}

/** The output that ends where a finding begins. */
export const outputBefore = ({ nodes, source }: Template, { start }: Range): Output | undefined =>
  source.text.endsWith("}}", start) ? nodesOf(nodes, "output").find(({ end }) => end === start) : undefined;

/** The output that a part of it is in. */
export const outputAround = ({ nodes }: Template, { start, end }: Range): Output | undefined =>
  nodesOf(nodes, "output").find((one) => one.start <= start && end <= one.end);

/** A node with those that it is among. */
export interface Placed<N extends Node = Node> {
  readonly node: N;
  readonly siblings: readonly Node[];
  readonly index: number;
  /** What holds them; absent for the template itself. */
  readonly parent: Node | undefined;
}

/** Every node of a template, in the order of the text. */
export const placedNodes = (template: Template): Placed[] => placedIn(template.nodes);

/** Every node of a body. */
export function placedIn(whole: Body): Placed[] {
  const found: Placed[] = [];
  const go = (body: Body, parent: Node | undefined): void => {
    body.nodes.forEach((node, index) => {
      found.push({ node, siblings: body.nodes, index, parent });
      for (const inner of bodiesOf(node)) go(inner, node);
    });
  };
  go(whole, undefined);
  return found;
}

/** The bodies in a node that may print: not a comment's, nor what is ahead of the first `when`. */
const bodiesOf = (node: Node): Body[] =>
  node.kind === "comment"
    ? []
    : children(node).flatMap((child) => {
        if (child.kind === "branch" || child.kind === "when") return [child.body];
        return child.kind === "body" && !(node.kind === "case" && child === node.prelude) ? [child] : [];
      });

export const isText = (node: Node | undefined): node is Text => node?.kind === "text";
export const isSpace = (node: Node | undefined): boolean => isText(node) && node.value.trim() === "";
export const isIf = (node: Node | undefined): node is If => node?.kind === "if" || node?.kind === "unless";
export const isFor = (node: Node | undefined): node is For => node?.kind === "for";

/** Whether anything of a node may be printed into the body. */
export const mayPrint = ({ kind }: Node): boolean => !["assign", "comment", "capture"].includes(kind);

/** Where the last comma of a text is, if nothing but white space follows it there. */
export function finalComma(node: Node | undefined): Range | undefined {
  if (!isText(node)) return undefined;
  const match = /,\s*$/.exec(node.value);
  return match ? { start: node.start + match.index, end: node.start + match.index + 1 } : undefined;
}

/** A comma after each item of a loop but the last. */
export const exceptLast = "{% unless forloop.last %},{% endunless %}";
