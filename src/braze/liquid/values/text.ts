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

export const downcase = (text: string): string => text.toLowerCase();
export const upcase = (text: string): string => text.toUpperCase();
