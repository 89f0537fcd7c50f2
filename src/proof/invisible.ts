/** Characters that look like white space or like nothing, and are neither in JSON. */
export const invisible: ReadonlyMap<string, string> = new Map([
  ["\u00a0", "NO-BREAK SPACE"],
  ["\u200b", "ZERO WIDTH SPACE"],
  ["\u2060", "WORD JOINER"],
  ["\ufeff", "BYTE ORDER MARK"],
]);

/** `U+00A0 NO-BREAK SPACE`; undefined for what can be seen. */
export function invisibleName(char: string | undefined): string | undefined {
  const name = char === undefined ? undefined : invisible.get(char);
  return name && `U+${char!.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")} ${name}`;
}
