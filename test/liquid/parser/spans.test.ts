import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/braze/liquid.js";
import { children } from "../../../src/liquid/syntax/children.js";
import { nodesIn } from "../../../src/liquid/syntax/nodes.js";
import type { Range } from "../../../src/source/source.js";
import { drawsFor, sized } from "../../support/depth.js";
import { randomCase } from "../render/random-template.js";
import { anyText, writtenTemplates } from "./templates.js";

/** What is wrong with the ranges of a template's tree. */
function wrongIn(text: string): string[] {
  const wrong: string[] = [];
  const must = (holds: boolean, what: string, { start, end }: Range) => {
    if (!holds) wrong.push(`${what} at ${start}-${end} in ${JSON.stringify(text)}`);
  };
  const within = (inner: Range, outer: Range) =>
    outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;

  const template = parseTemplate({ name: "t", text });
  for (const node of nodesIn(template.nodes)) {
    for (const child of children(node)) must(within(child, node), `${child.kind} in ${node.kind}`, child);
    if (node.kind === "head") must(within(node.markup, node), "markup", node.markup);
    const source = text.slice(node.start, node.end);
    if (node.kind === "text") must(source === node.value, "text", node);
    if ((node.kind === "variable" || node.kind === "key") && node.text !== "")
      must(source.replace(/\s/g, "") === node.text, node.kind, node);
    if ("raw" in node) must(source === node.raw, node.kind, node);
  }
  for (const { span } of template.diagnostics)
    must(within(span!, { start: 0, end: text.length }), "finding", span!);
  return wrong;
}

function check(text: string): void {
  expect(wrongIn(text)).toEqual([]);
}

describe("ranges of the tree", () => {
  it("of written templates lie in each other and hold what they say", () => {
    for (const [, text] of writtenTemplates) check(text);
  });

  it.each(["{{<!---->%}", "{<!---->{{", "{<!-- a -->% if x", "{%<!---->{{endcomment%}"])(
    "of %s, whose delimiters hold a comment",
    check,
  );

  it("of random templates lie in each other and hold what they say", () => {
    const random = drawsFor(7);
    for (let i = 0; i < sized(30, 2000); i++) check(randomCase(random).template);
  });

  it("of any string lie in each other, and nothing throws", () => {
    fc.assert(fc.property(anyText, check), { numRuns: sized(250, 10_000) });
  });
});
