/** The folder next to a config or a template that holds its Content Blocks, one file each: `<name>.liquid`. */
export const contentBlocksFolder = "content_blocks";
