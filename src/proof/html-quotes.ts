/** HTML's notation of a quotation mark, which a rich text brings along. */
export const quoteOfHtml = /&(?:quot|#34|#x22|ldquo|rdquo);/i;
