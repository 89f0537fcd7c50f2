/** Somebody's own words as Markdown that shows them as they are, on one line. */
export const plainMarkdown = (words: string): string =>
  oneLine(words)
    .replace(/[\\`*[\]<>~]|&(?=#?\w+;)/g, "\\$&")
    // Within a word an underscore is only that.
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");

/** A code span that shows the text as it is, whatever backticks are in it. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  // One space at either end is not part of what is shown; it keeps a backtick there apart from the fence.
  const apart = /^`|`$|^ .*[^ ].* $/.test(line) ? " " : "";
  return fence + apart + line + apart + fence;
}

/** What is in a cell of a table, where a bar would end it, even in a code span. */
export const tableCell = (markdown: string): string => markdown.replaceAll("|", "\\|");

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, " ");
