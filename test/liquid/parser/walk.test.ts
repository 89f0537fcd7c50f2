import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/braze/liquid.js";
import { nodesIn, nodesOf } from "../../../src/liquid/syntax/nodes.js";
import type { AnyNode, NodeKind } from "../../../src/liquid/syntax/template.js";
import { drawsFor, sized } from "../../support/depth.js";
import { randomCase } from "../render/random-template.js";
import { anyText, writtenTemplates } from "./templates.js";

const treeOf = (text: string): AnyNode => parseTemplate({ name: "t", text }).nodes;

/** Every object of a tree that has a place, by the names of the members that lead there; nothing of it is told to the types. */
function placed(root: AnyNode): Map<object, string> {
  const found = new Map<object, string>();
  const go = (value: unknown, member: string): void => {
    if (typeof value !== "object" || value === null || found.has(value)) return;
    if (Array.isArray(value)) {
      for (const one of value) go(one, member);
      return;
    }
    // What has no place belongs to no template: a filter's definition, a value.
    if (!("start" in value && "end" in value)) return;
    found.set(value, member);
    for (const [name, one] of Object.entries(value)) go(one, name);
  };
  go(root, "");
  return found;
}

/** Places that are not nodes: what is after a tag's name, and a text before white-space control. */
const bareRanges = ["markup", "whole"];

function check(text: string): void {
  const tree = treeOf(text);
  const nodes = nodesIn(tree);
  const met = new Set<object>(nodes);
  const reachable = [...placed(tree)].filter(([, member]) => !bareRanges.includes(member));
  const missed = reachable.filter(([one]) => !met.has(one)).map(([, member]) => member);
  expect(missed, text).toEqual([]);
  expect(nodes.length, text).toBe(reachable.length);
  const starts = nodes.map(({ start }) => start);
  expect(starts, text).toEqual(starts.toSorted((a, b) => a - b));
}

describe("a walk meets every node once, in the order of the text", () => {
  it("of written templates", () => {
    for (const [, text] of writtenTemplates) check(text);
  });

  it("of random templates", () => {
    const random = drawsFor(11);
    for (let i = 0; i < sized(30, 2000); i++) check(randomCase(random).template);
  });

  it("of any string", () => {
    fc.assert(fc.property(anyText, check), { numRuns: sized(150, 10_000) });
  });
});

/** The compiler holds this list to the kinds that there are. */
const kinds = Object.keys({
  body: true,
  text: true,
  output: true,
  head: true,
  name: true,
  filtered: true,
  filter: true,
  keyword: true,
  literal: true,
  emptiness: true,
  lookup: true,
  braced: true,
  range: true,
  variable: true,
  macro: true,
  reference: true,
  computed: true,
  key: true,
  index: true,
  condition: true,
  "logical-operator": true,
  comparison: true,
  interpolation: true,
  option: true,
  branch: true,
  when: true,
  assign: true,
  capture: true,
  if: true,
  unless: true,
  case: true,
  for: true,
  break: true,
  continue: true,
  comment: true,
  "#": true,
  raw: true,
  echo: true,
  liquid: true,
  cycle: true,
  increment: true,
  decrement: true,
  tablerow: true,
  ifchanged: true,
  include: true,
  render: true,
  abort_message: true,
  connected_content: true,
  catalog_items: true,
  catalog_selection_items: true,
  message_extras: true,
  shopping_cart: true,
  random: true,
  promotion: true,
  translation: true,
  broken: true,
} satisfies Record<NodeKind, true>);

it("the written templates have nodes of every kind", () => {
  const met = new Set<string>(
    writtenTemplates.flatMap(([, text]) => nodesIn(treeOf(text)).map(({ kind }) => kind)),
  );
  expect(kinds.filter((kind) => !met.has(kind))).toEqual([]);
});

describe("nodesOf", () => {
  const tree = treeOf("{% if a == ${b} %}{{ c.d }}{% echo e %}{% endif %}{{ a }}");

  it("gives the nodes of a kind in the order of the text", () => {
    expect(nodesOf(tree, "variable").map(({ text }) => text)).toEqual(["a", "c", "e", "a"]);
    expect(nodesOf(tree, "reference").map(({ name }) => name.text)).toEqual(["b"]);
    expect(nodesOf(tree, "if").map(({ branches }) => branches.length)).toEqual([1]);
    expect(nodesOf(tree, "raw")).toEqual([]);
  });

  it("gives the nodes of several kinds, the outer before the inner", () => {
    expect(nodesOf(tree, "key", "output", "echo").map(({ kind }) => kind)).toEqual([
      "output",
      "key",
      "echo",
      "output",
    ]);
  });

  it("begins anywhere in a tree, with the node itself", () => {
    const [first] = nodesOf(tree, "if");
    expect(nodesOf(first!, "if")).toEqual([first]);
    expect(nodesOf(first!, "output").length).toBe(1);
  });
});
