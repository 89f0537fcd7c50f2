import type { OpenBlock, TagSource } from "../parser/tag-parser.js";
import type { Renderer } from "../render.js";
import type { Tag } from "../template.js";

/** A template that shows a tag at work, and what a user of the fixture gets; undocumented tags render with `lenient`. */
export type TagExample = {
  readonly template: string;
  /** As a fixture file holds it. */
  readonly fixture?: Readonly<Record<string, unknown>>;
} & ({ readonly output: string } | { readonly abort: string });

/** One tag: what it is called, how it is read, what it does, and where that is written. */
export interface TagDefinition<T extends Tag = Tag> {
  readonly name: string;
  /** `standard`: Ruby Liquid has it, and Braze's documentation does not name it. `unsupported`: it cannot work in Braze. */
  readonly status: "documented" | "standard" | "unsupported";
  /** Undocumented, but so near to what is documented that it is a warning only. */
  readonly tolerated?: boolean;
  /** What to write instead of a tag that is not documented. */
  readonly alternative?: string;
  readonly summary: string;
  /** As in the documentation. */
  readonly syntax: string;
  readonly example: TagExample;
  /** What the `:option`s and named values of the tag do, by name as written. */
  readonly options?: Readonly<Record<string, string>>;
  /** Page of the documentation. */
  readonly source: string;
  /** The name of the tag that ends it, for a block. */
  readonly end?: string;
  /** Tags that stand inside this one, such as `else`. */
  readonly clauses?: readonly string[];
  /** Reports what is wrong and gives a broken tag; never throws. */
  parse(source: TagSource): Tag | OpenBlock;
  /** @throws LiquidError for what Ruby prints as `Liquid error: …` */
  render(tag: T, renderer: Renderer): void;
}

export const usingLiquid = "_docs/_user_guide/messaging/design_and_edit/personalize/liquid/using_liquid.md";
export const liquidReference = "https://shopify.github.io/liquid";
