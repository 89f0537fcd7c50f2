/** Deepest nesting of blocks that is read; liquidjs parses and renders by recursion. */
const maxDepth = 100;

const tag = /\{%-?\s*(end)?(if|unless|for|case|capture)\b/g;

/** The offset of the first block that is nested too deep. */
export function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (const match of text.matchAll(tag)) {
    depth += match[1] ? -1 : 1;
    if (depth > maxDepth) return match.index;
  }
  return undefined;
}
