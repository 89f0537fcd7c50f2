import { invisibleName } from "../source/invisible.js";

/** Characters that are taken for white space or not seen at all, and are neither in JSON. */
export const invisible: ReadonlySet<string> = new Set(["\u00a0", "\u200b", "\u2060", "\ufeff"]);

/** The first character of a text that nobody sees, wherever it is. */
export const invisibleIn = (text: string | undefined): string | undefined =>
  [...(text ?? "")].find((char) => nameOfInvisible(char) !== undefined);

/** `U+00A0 NO-BREAK SPACE`; undefined for any other character. */
export const nameOfInvisible = (char: string | undefined): string | undefined =>
  char !== undefined && invisible.has(char) ? invisibleName(char) : undefined;
