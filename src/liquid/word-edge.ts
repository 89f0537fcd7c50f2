const word = "[\\p{L}\\p{M}\\p{N}\\p{Pc}]";

/** Ruby's `\b` in a pattern, which knows letters of every script. */
export const edge = `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
