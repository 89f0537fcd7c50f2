/** Calls `found` with the place of each number of a JSON text, until it returns true; what is within strings is none. */
export function someNumber(text: string, found: (start: number, end: number) => boolean): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) i = endOfString(text, i);
    else if (isDigitOrMinus(c)) {
      const start = i;
      while (i + 1 < text.length && isOfNumber(text.charCodeAt(i + 1))) i++;
      if (found(start, i + 1)) return true;
    }
  }
  return false;
}

/** The text with each number as `replaced` has it. */
export function withNumbers(text: string, replaced: (number: string) => string): string {
  let result = "";
  let at = 0;
  someNumber(text, (start, end) => {
    result += text.slice(at, start) + replaced(text.slice(start, end));
    at = end;
    return false;
  });
  return result + text.slice(at);
}

/** The offset of the quote that ends a string, or beyond the text if none does. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === 0x5c) before--;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}

const isDigitOrMinus = (c: number): boolean => (c >= 0x30 && c <= 0x39) || c === 0x2d;

/** Digits, a sign, a point, and the letter of an exponent. */
const isOfNumber = (c: number): boolean =>
  isDigitOrMinus(c) || c === 0x2e || c === 0x2b || c === 0x65 || c === 0x45;
