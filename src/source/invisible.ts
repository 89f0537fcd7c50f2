/** Characters that look like a space or like nothing, by their names in Unicode. */
const names: Readonly<Record<string, string>> = {
  "\u00A0": "NO-BREAK SPACE",
  "\u00AD": "SOFT HYPHEN",
  "\u2000": "EN QUAD",
  "\u2001": "EM QUAD",
  "\u2002": "EN SPACE",
  "\u2003": "EM SPACE",
  "\u2007": "FIGURE SPACE",
  "\u2008": "PUNCTUATION SPACE",
  "\u2009": "THIN SPACE",
  "\u200A": "HAIR SPACE",
  "\u200B": "ZERO WIDTH SPACE",
  "\u200C": "ZERO WIDTH NON-JOINER",
  "\u200D": "ZERO WIDTH JOINER",
  "\u200E": "LEFT-TO-RIGHT MARK",
  "\u200F": "RIGHT-TO-LEFT MARK",
  "\u2028": "LINE SEPARATOR",
  "\u2029": "PARAGRAPH SEPARATOR",
  "\u202F": "NARROW NO-BREAK SPACE",
  "\u2060": "WORD JOINER",
  "\u3000": "IDEOGRAPHIC SPACE",
  "\uFEFF": "BYTE ORDER MARK",
};

/** What the first character of a text is called if nobody can see it, as `U+00A0 NO-BREAK SPACE`. */
export function invisibleName(text: string): string | undefined {
  const character = text[0] ?? "";
  if (!Object.hasOwn(names, character)) return undefined;
  return `${codePoint(character)} ${names[character]}`;
}

/** `U+00A0` */
export const codePoint = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
