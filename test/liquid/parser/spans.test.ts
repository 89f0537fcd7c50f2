import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/braze/liquid.js";
import type { Range } from "../../../src/source/source.js";
import { drawsFor, sized } from "../../support/depth.js";
import { randomCase } from "../render/random-template.js";

type Ranged = Range & { readonly kind?: string; readonly [name: string]: unknown };

const isRanged = (value: unknown): value is Ranged =>
  typeof value === "object" && value !== null && "start" in value && "end" in value;

/** Every node of a tree below `node`, each with the node that holds it. */
function* nodesIn(node: Ranged): Generator<[Ranged, Ranged]> {
  for (const [name, member] of Object.entries(node)) {
    // a value is data, a definition is code, and what was trimmed reaches over the text that is left
    if (name === "value" && node.kind === "literal") continue;
    if (name === "definition" || name === "whole") continue;
    for (const one of Array.isArray(member) ? member : [member]) {
      if (!isRanged(one)) continue;
      yield [node, one];
      yield* nodesIn(one);
    }
  }
}

function check(text: string): void {
  const template = parseTemplate({ name: "t", text });
  for (const [outer, inner] of nodesIn(template.nodes as unknown as Ranged)) {
    const where = `${outer.kind} ${outer.start}-${outer.end} holds ${inner.kind} ${inner.start}-${inner.end} in ${JSON.stringify(text)}`;
    expect(inner.start <= inner.end && inner.end <= text.length, where).toBe(true);
    expect(outer.start <= inner.start && inner.end <= outer.end, where).toBe(true);
    if (inner.kind === "text" && typeof inner.value === "string") {
      expect(text.slice(inner.start, inner.end), where).toBe(inner.value);
    }
    if ((inner.kind === "variable" || inner.kind === "key") && inner.text !== "") {
      expect(text.slice(inner.start, inner.end).replace(/\s/g, ""), where).toBe(inner.text);
    }
    if (typeof inner.raw === "string") expect(text.slice(inner.start, inner.end), where).toBe(inner.raw);
  }
  for (const { span } of template.diagnostics) {
    expect(span!.start <= span!.end && span!.end <= text.length).toBe(true);
  }
}

const pieces = [
  "{{",
  "}}",
  "{%",
  "%}",
  "${",
  "}",
  "{",
  "a",
  " ",
  "|",
  ":",
  ",",
  "'",
  '"',
  "<!--",
  "-->",
  "-",
  ".",
  "[",
  "]",
  "(",
  ")",
  "..",
  "\n",
  "if",
  "endif",
  "for",
  "in",
  "else",
  "case",
  "when",
  "endcase",
  "endfor",
  "assign",
  "=",
  "custom_attribute.${x}",
  "capture",
  "endcapture",
  "liquid",
  "raw",
  "endraw",
  "comment",
  "endcomment",
  "connected_content",
  ":save",
  "abort_message",
  "é",
  "😀",
  "\uE001",
  "\uE003",
  "“",
];

describe("ranges of the tree", () => {
  const folder = new URL("../../cases/liquid/errors/", import.meta.url);
  it.each(readdirSync(folder).filter((name) => name.endsWith(".liquid")))("of %s", (name) => {
    check(readFileSync(new URL(name, folder), "utf8"));
  });

  it.each(["{{<!---->%}", "{<!---->{{", "{<!-- a -->% if x", "{%<!---->{{endcomment%}"])(
    "of %s, whose delimiters hold a comment",
    check,
  );

  it("of random templates lie in each other and hold what they say", () => {
    const random = drawsFor(7);
    for (let i = 0; i < sized(60, 2000); i++) check(randomCase(random).template);
  });

  it("of any text lie in each other, and nothing throws", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => check(parts.join(""))),
      { numRuns: sized(500, 10_000) },
    );
  });
});
