import type { Tag } from "../template.js";
import type { OpenBlock, TagSource } from "./tag-parser.js";

/** A template that shows a tag at work, and what a user of the fixture gets; undocumented tags render with `lenient`. */
export type TagExample = {
  readonly template: string;
  /** As a fixture file holds it. */
  readonly fixture?: Readonly<Record<string, unknown>>;
} & ({ readonly output: string } | { readonly abort: string });

/** The grammar of one tag: what it is called, how it is read, and where that is written. */
export interface TagSyntax {
  readonly name: string;
  /** `standard`: Ruby Liquid has it, and Braze's documentation does not name it. `unsupported`: it cannot work in Braze. */
  readonly status: "documented" | "standard" | "unsupported";
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
  /** Tags that are inside this one, such as `else`. */
  readonly clauses?: readonly string[];
  /** Reports what is wrong and gives a broken tag; never throws. */
  parse(source: TagSource): Tag | OpenBlock;
}

/** The language a template is read in. */
export interface Dialect {
  readonly tags: Readonly<Record<string, TagSyntax>>;
  /** What may be ahead of `.${name}`. */
  readonly namespaces: ReadonlySet<string>;
}
