/** Ruby's `String#strip`: ASCII white space and NUL on the right, white space on the left; no-break spaces stay. */
export function strip(text: string): string {
  return rstrip(lstrip(text));
}

export function lstrip(text: string): string {
  let start = 0;
  while (start < text.length && isStripped(text.charCodeAt(start))) start++;
  return start === 0 ? text : text.slice(start);
}

export function rstrip(text: string): string {
  let end = text.length;
  while (end > 0 && isStripped(text.charCodeAt(end - 1))) end--;
  return end === text.length ? text : text.slice(0, end);
}

const isStripped = (code: number): boolean => code === 0x20 || (code >= 9 && code <= 13) || code === 0;

/** Ruby has no final sigma. */
export const downcase = (text: string): string =>
  text.includes("Σ")
    ? text
        .split("Σ")
        .map((part) => part.toLowerCase())
        .join("σ")
    : text.toLowerCase();

export const upcase = (text: string): string => text.toUpperCase();

/** Ruby's `String#capitalize`: the first letter in its title form, the others small. */
export function capitalize(text: string): string {
  const [first = ""] = text;
  return titleCase(first) + downcase(text.slice(first.length));
}

/** Where the title form is not the capital form with its tail made small: letters that are two, and the Greek iota below. */
const titles: readonly (readonly [first: number, last: number, title: (code: number) => number])[] = [
  [0x01c4, 0x01cc, (code) => code - ((code - 0x01c4) % 3) + 1],
  [0x01f1, 0x01f3, () => 0x01f2],
  [0x1f80, 0x1faf, (code) => code | 8],
  [0x1fb3, 0x1fb3, () => 0x1fbc],
  [0x1fbc, 0x1fbc, (code) => code],
  [0x1fc3, 0x1fc3, () => 0x1fcc],
  [0x1fcc, 0x1fcc, (code) => code],
  [0x1ff3, 0x1ff3, () => 0x1ffc],
  [0x1ffc, 0x1ffc, (code) => code],
  [0x10d0, 0x10ff, (code) => code],
];

function titleCase(char: string): string {
  if (char < "\u0080") return char.toUpperCase();
  const code = char.codePointAt(0)!;
  const found = titles.find(([first, last]) => code >= first && code <= last);
  if (found) return String.fromCodePoint(found[2](code));
  const [head = "", ...tail] = upcase(char);
  // A lone apostrophe before a letter (`ŉ`) is not a letter, and the letter after it stays a capital.
  return head + (/\p{L}/u.test(head) && head !== "ʼ" ? downcase(tail.join("")) : tail.join(""));
}
