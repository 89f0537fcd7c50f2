/** Ruby counts characters where JavaScript counts UTF-16 units; most texts need no telling apart. */
const astral = /[\ud800-\udfff]/;

/** The characters of a text; half a surrogate pair counts as one. */
export const charactersOf = (text: string): string[] =>
  astral.test(text) ? Array.from(text) : text.split("");

export const lengthOf = (text: string): number => (astral.test(text) ? Array.from(text).length : text.length);
