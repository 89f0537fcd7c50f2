/** The words of a name: `price_cents`, `priceCents` and `price-cents` are of the same two, in lower case. */
export const wordsOf = (name: string): string[] =>
  name
    .split(/[-_ .]+|(?<=[a-z\d])(?=[A-Z])/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
