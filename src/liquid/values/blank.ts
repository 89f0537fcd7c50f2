import type { Value } from "../value.js";

/** Ruby's truth: nil and false are false; `0`, `""` and `[]` are true. */
export const isTruthy = (value: Value): boolean => value !== null && value !== false;

/** Rails' `blank?`: nil, false, white space only (also no-break and ideographic spaces), an empty array or hash. */
export function isBlank(value: Value): boolean {
  if (typeof value === "string") return isBlankText(value);
  if (value === null || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return value instanceof Map && value.size === 0;
}

/** Ruby's `empty?`, which only texts, arrays and hashes answer. */
export function isEmpty(value: Value): boolean {
  if (typeof value === "string" || Array.isArray(value)) return value.length === 0;
  return value instanceof Map && value.size === 0;
}

/** `[[:space:]]` of Ruby's regular expressions: Unicode white space, which here holds U+0085 and not U+FEFF. */
const isBlankText = (text: string): boolean => text === "" || /^[\t-\r\u0085\p{Z}]*$/u.test(text);
