/**
 * Sets of characters, as far as JSON and Liquid's filters can tell them apart: a bit for each class. A set says which
 * characters a text may hold, never which it does.
 */
export type CharSet = number;

const classes = [
  ["zero", /0/, "0"],
  ["digit", /[1-9]/, "7"],
  ["lowerHex", /[a-f]/, "e"],
  ["lower", /[g-z]/, "t"],
  ["upperHex", /[A-F]/, "E"],
  ["upper", /[G-Z]/, "Q"],
  ["space", / /, " "],
  ["nul", /\0/, "\0"],
  ["control", /[\u0001-\u001f]/, "\n"],
  ["quote", /"/, '"'],
  ["backslash", /\\/, "\\"],
  ["minus", /-/, "-"],
  ["plus", /\+/, "+"],
  ["dot", /\./, "."],
  ["comma", /,/, ","],
  ["colon", /:/, ":"],
  ["brace", /[{}]/, "}"],
  ["bracket", /[[\]]/, "]"],
  ["slash", /\//, "/"],
  ["percent", /%/, "%"],
  ["equals", /=/, "="],
  ["underscore", /_/, "_"],
  ["markup", /[<>&']/, "<"],
  ["mark", /[!#$()*;?@^`|~\u007f]/, "~"],
  ["foreign", /[^\u0000-\u007f]/u, "é"],
] as const;

export type CharClass = (typeof classes)[number][0];

const bits = Object.fromEntries(classes.map(([name], index) => [name, 1 << index])) as Record<
  CharClass,
  CharSet
>;

export const chars = (...names: readonly CharClass[]): CharSet =>
  names.reduce((set, name) => set | bits[name], 0);

export const noChars: CharSet = 0;
export const allChars: CharSet = (1 << classes.length) - 1;
export const digits = chars("zero", "digit");
export const lowerHexDigits = digits | chars("lowerHex");
export const letters = chars("lower", "upper", "lowerHex", "upperHex");
/** Classes of a single character each. */
const single: CharSet = classes.reduce(
  (set, [name, { source }]) => (/^(?:\\?.|\\0|\\u00..)$/.test(source) ? set | bits[name] : set),
  noChars,
);

/** What is left of a set where a text is nowhere any more: that of its only character, if its class has no other. */
export const withoutText = (set: CharSet, text: string): CharSet =>
  text.length === 1 ? set & ~(charsOf(text) & single) : set;

/** What codes and names of machines are written with: no quotation mark, no backslash, no line break. */
export const codeChars =
  digits | letters | chars("minus", "plus", "underscore", "slash", "space", "dot", "mark", "markup");
/** What breaks out of a JSON string, or may not be in one unescaped. */
export const unsafe = chars("quote", "backslash", "control", "nul");

const classOfAscii: readonly CharSet[] = Array.from({ length: 128 }, (_, code) => {
  const index = classes.findIndex(([, pattern]) => pattern.test(String.fromCharCode(code)));
  return 1 << index;
});

/** The characters of a text, as a set. */
export function charsOf(text: string): CharSet {
  let set = noChars;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    set |= code < 128 ? classOfAscii[code]! : bits.foreign;
  }
  return set;
}

/** One character for each class of a set. */
export const examples = (set: CharSet): string[] =>
  classes.flatMap(([, , example], index) => (set & (1 << index) ? [example] : []));

export const without = (set: CharSet, less: CharSet): CharSet => set & ~less;

/** What upper- and lower-casing make of a set; letters outside ASCII may become ASCII ones (`İ` gives `i`). */
export function anyCase(set: CharSet): CharSet {
  let result = set;
  if (set & (bits.lower | bits.upper | bits.foreign)) result |= bits.lower | bits.upper;
  if (set & (bits.lowerHex | bits.upperHex | bits.foreign)) result |= bits.lowerHex | bits.upperHex;
  return result;
}
