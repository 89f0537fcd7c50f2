import type { Machine } from "../runtime/machine.js";
import type { TagSyntax } from "../syntax/parser/tag-syntax.js";
import type { Tag } from "../syntax/template.js";

/** One tag: its grammar, and what it does, for a rendering and a proof alike. */
export interface TagDefinition<T extends Tag = Tag> extends TagSyntax {
  run(tag: T, machine: Machine): void;
}

export const usingLiquid = "_docs/_user_guide/messaging/design_and_edit/personalize/liquid/using_liquid.md";
export const liquidReference = "https://shopify.github.io/liquid";
