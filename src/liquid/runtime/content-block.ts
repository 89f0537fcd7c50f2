import type { Range, Source } from "../../source/source.js";
import type { Template } from "../syntax/template.js";
import type { Scope } from "./scope.js";

/** What a Content Block needs of the rendering that names it. */
export interface BlockRenderer {
  readonly scope: Scope;
  readonly lenient: boolean;
  /** The blocks that are being rendered, from the outside in. */
  readonly blocks: string[];
  parse(source: Source): Template;
  include(template: Template): string;
  missing(at: Range, message: string, notes: readonly string[]): void;
  warn(at: Range, message: string, severity: "warning" | "error"): void;
}

/** A message may hold a block, and that block another; what a third one in the chain holds vanishes. */
export const deepestContentBlock = 2;

const parsed = new WeakMap<ReadonlyMap<string, string>, Map<string, Template>>();

/**
 * What a Content Block prints where it is named. It shares the variables of the message, since Braze inserts its text
 * (`_docs/_user_guide/messaging/design_and_edit/content_blocks.md`).
 */
export function contentBlock(renderer: BlockRenderer, name: string, at: Range): string {
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
    renderer.warn(at, `the Content Block "${name}" holds itself (${chain})`, "error");
    return "";
  }
  if (renderer.blocks.length >= deepestContentBlock) {
    const chain = [...renderer.blocks, name].join(" → ");
    renderer.warn(
      at,
      `the Content Block "${name}" is the third in a chain (${chain}); Braze leaves it out in silence`,
      "warning",
    );
    return "";
  }
  renderer.blocks.push(name);
  try {
    return renderer.include(templateOf(renderer, name, text));
  } finally {
    renderer.blocks.pop();
  }
}

function templateOf(renderer: BlockRenderer, name: string, text: string): Template {
  const { lenient } = renderer;
  const blocks = renderer.scope.contentBlocks;
  let known = parsed.get(blocks);
  if (!known) {
    known = new Map();
    parsed.set(blocks, known);
  }
  const key = `${lenient} ${name}`;
  const found = known.get(key);
  if (found) return found;
  const template = renderer.parse({ name: `content_blocks/${name}`, text });
  known.set(key, template);
  return template;
}
