/** Bytes of a Content Block's text. */
export const mostOfBlock = 50 * 1024;

/** Fewer than this many characters. https://www.braze.com/docs/api/endpoints/templates/content_blocks_templates/post_create_content_block */
export const mostOfBlockName = 100;

/** The Content Block that has a campaign's body: a name of it takes no dots. */
export const contentBlockName = (prefix: string, slug: string): string =>
  `${prefix}${slug.replaceAll(".", "-")}`;

/** What a message has in the place of a Content Block's text. */
export const contentBlockTag = (name: string): string => `{{content_blocks.\${${name}}}}`;
