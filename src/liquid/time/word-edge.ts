const word = "[\\p{L}\\p{M}\\p{N}\\p{Pc}]";

/** Ruby's `\b` in a pattern: the edge of a word of any script. */
export const edge = `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;

/** A pattern of Ruby's date parser; letters of either case. */
export const pattern = (source: string): RegExp => new RegExp(source, "iu");
