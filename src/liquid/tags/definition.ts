import type { Renderer } from "../runtime/renderer.js";
import type { TagSyntax } from "../syntax/parser/tag-syntax.js";
import type { Tag } from "../syntax/template.js";

/** One tag: its grammar, and what it does. */
export interface TagDefinition<T extends Tag = Tag> extends TagSyntax {
  /** @throws LiquidError for what Ruby prints as `Liquid error: …` */
  render(tag: T, renderer: Renderer): void;
}

export const usingLiquid = "_docs/_user_guide/messaging/design_and_edit/personalize/liquid/using_liquid.md";
export const liquidReference = "https://shopify.github.io/liquid";
