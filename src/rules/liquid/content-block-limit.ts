import { mostOfBlock } from "../../braze/content-block-name.js";
import { parseTemplate } from "../../braze/liquid.js";
import { findingKind } from "../../diagnostics/diagnostic.js";
import { deepestContentBlock } from "../../liquid/runtime/content-block.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Body } from "../../liquid/syntax/template.js";
import { utf8Length } from "../../source/bytes.js";
import type { Range } from "../../source/source.js";
import type { Rule } from "../rule.js";

/** Bytes of one Content Block (`_docs/_api/endpoints/templates/content_blocks_templates`). */

export const contentBlockLimit: Rule = {
  kind: findingKind("MI126", "content-block-limit", "warning"),
  summary: "A Content Block beyond Braze's limits: over 50 KB, or the third in a chain.",
  why: "Braze refuses a block of more than 50 KB. A message may hold a block and that block another; what a third one holds vanishes without a word.",
  fix: "Split the block, or put the text of the inner one where it is used.",
  sources: [
    "https://www.braze.com/docs/user_guide/messaging/design_and_edit/content_blocks",
    "https://www.braze.com/docs/api/endpoints/templates/content_blocks_templates/post_create_content_block",
  ],
  bad: {
    body: `{"a": "{{content_blocks.\${one}}}"}`,
    contentBlocks: { one: "{{content_blocks.${two}}}", two: "{{content_blocks.${three}}}", three: "deep" },
  },
  good: {
    body: `{"a": "{{content_blocks.\${one}}}"}`,
    contentBlocks: { one: "{{content_blocks.${two}}}", two: "deep" },
  },
  check: ({ fields, contentBlocks }, report) =>
    fields.flatMap((field) =>
      blocksIn(field.template.nodes).flatMap(({ name, ...at }) =>
        beyond(name, contentBlocks, []).map((message) => report(message, field.spanOf(at))),
      ),
    ),
};

const blocksIn = (nodes: Body): (Range & { name: string })[] =>
  nodesOf(nodes, "reference")
    .filter(({ namespace }) => namespace?.text === "content_blocks")
    .map(({ name, start, end }) => ({ name: name.text, start, end }));

/** What is wrong with a block and those it holds. */
function beyond(name: string, blocks: ReadonlyMap<string, string>, outer: readonly string[]): string[] {
  const chain = [...outer, name];
  if (chain.length > deepestContentBlock)
    return [
      `the Content Block "${name}" is the third in a chain (${chain.join(" → ")}): Braze leaves it out`,
    ];
  const text = blocks.get(name);
  if (text === undefined || outer.includes(name)) return [];
  const size = utf8Length(text);
  const large =
    size > mostOfBlock
      ? [`the Content Block "${name}" has ${Math.ceil(size / 1024)} KB; Braze takes 50 KB`]
      : [];
  const inner = new Set(blocksIn(parseTemplate({ name, text }).nodes).map((one) => one.name));
  return [...large, ...[...inner].flatMap((one) => beyond(one, blocks, chain))];
}
