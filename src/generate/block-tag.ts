import { contentBlockName, contentBlockTag } from "../braze/content-block-name.js";
import type { ContentBlocks } from "../config/model/config.js";

/** What a campaign prints in the place of its body, where that is in a Content Block. */
export const blockTag = (blocks: ContentBlocks | undefined, slug: string): string | undefined =>
  blocks && contentBlockTag(contentBlockName(blocks.prefix, slug));
