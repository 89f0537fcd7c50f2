/** `a`, `a or b`, `a, b or c`. */
export const inWords = (parts: readonly string[], word: "and" | "or"): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)!}`;

/** The words of a name: `price_cents`, `priceCents` and `price-cents` are of the same two, in lower case. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
