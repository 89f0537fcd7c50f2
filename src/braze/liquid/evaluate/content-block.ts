import type { Range } from "../../../source/source.js";
import { parseTemplate } from "../parser/parse.js";
import type { Template } from "../template.js";
import type { Renderer } from "./renderer.js";

/** A message may hold a block, and that block another; what a third one in the chain holds vanishes. */
export const deepestContentBlock = 2;

const parsed = new WeakMap<ReadonlyMap<string, string>, Map<string, Template>>();

/**
 * What a Content Block prints where it is named. It shares the variables of the message, since Braze inserts its text
 * (`_docs/_user_guide/messaging/design_and_edit/content_blocks.md`).
 */
export function contentBlock(renderer: Renderer, name: string, at: Range): string {
  const { contentBlocks } = renderer.scope;
  const text = contentBlocks.get(name);
  if (text === undefined) {
    renderer.missing(at, `there is no Content Block "${name}"`, [
      'add it to the fixture: "content_blocks": {"name": "text"}',
    ]);
    return "";
  }
  if (renderer.blocks.includes(name)) {
    const chain = [...renderer.blocks, name].join(" → ");
    renderer.warn("MI047", at, `the Content Block "${name}" holds itself (${chain})`, "error");
    return "";
  }
  if (renderer.blocks.length >= deepestContentBlock) {
    const chain = [...renderer.blocks, name].join(" → ");
    renderer.warn(
      "MI047",
      at,
      `the Content Block "${name}" is the third in a chain (${chain}); Braze leaves it out in silence`,
      "warning",
    );
    return "";
  }
  renderer.blocks.push(name);
  try {
    return renderer.include(templateOf(contentBlocks, name, text, renderer.lenient));
  } finally {
    renderer.blocks.pop();
  }
}

function templateOf(
  blocks: ReadonlyMap<string, string>,
  name: string,
  text: string,
  lenient: boolean,
): Template {
  let known = parsed.get(blocks);
  if (!known) {
    known = new Map();
    parsed.set(blocks, known);
  }
  const key = `${lenient} ${name}`;
  const found = known.get(key);
  if (found) return found;
  const template = parseTemplate({ name: `content_blocks/${name}`, text }, { lenient });
  known.set(key, template);
  return template;
}
