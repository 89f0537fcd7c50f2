import type { Range } from "../../../source/source.js";
import type { Broken, Tag, TagHead, Text } from "../template.js";
import type { BodyBuilder } from "./body.js";
import type { Findings } from "./findings.js";
import type { Markup } from "./markup.js";

/** What a tag's parser gets to see. */
export interface TagSource {
  readonly head: TagHead;
  /** What is after the tag's name. */
  readonly markup: Markup;
  readonly findings: Findings;
  /** A body that begins after this tag. */
  newBody(): BodyBuilder;
  /** Takes everything up to `{% endraw %}` as text, as `raw` does; undefined where the template has no such end. */
  rawText(): { readonly text: Text; readonly tail: TagHead | undefined };
  /** The range of a tag that stands alone. */
  readonly range: Range;
}

/** A block that has been opened: where nodes go, and what becomes of it. */
export interface OpenBlock {
  /** Where nodes go until the next clause. */
  readonly body: BodyBuilder;
  /** A tag that belongs to this block, such as `else`: gives the body that it opens, or nothing if it is none of its own. */
  clause?(source: TagSource): BodyBuilder | undefined;
  /**
   * @param tail absent if the template ends, or the block around it does, before the block is closed
   * @param end where the tail begins, in the stripped text
   */
  close(range: Range, tail: TagHead | undefined, end: number): Tag;
}

/** A tag that cannot be read; a finding says why. */
export const brokenTag = ({ head, range }: TagSource): Broken => ({
  kind: "broken",
  ...range,
  head,
  raw: head.raw,
  blank: true,
});

/** The same for a block: its nodes are still read, so that their faults are told too. */
export const brokenBlock = (source: TagSource): OpenBlock => ({
  body: source.newBody(),
  clause: (clause) => clause.newBody(),
  close: () => brokenTag(source),
});
