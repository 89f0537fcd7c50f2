/** Texts as bytes and back, with what Node and browsers both have. */

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A lone surrogate, which UTF-8 has no bytes for, becomes U+FFFD. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** What is not UTF-8 becomes U+FFFD. */
export const textOfUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

/** How many bytes a text takes, without making them. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    // Both halves of a pair stand for two bytes each, and a half by itself for U+FFFD, which takes three.
    if (unit < 0x800 || isPairAt(text, index)) bytes += 1;
    else bytes += 2;
  }
  return bytes;
}

/** Whether the unit is half of a pair, of which the other half is beside it. */
function isPairAt(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (isHigh(unit)) return isLow(text.charCodeAt(index + 1));
  return isLow(unit) && isHigh(text.charCodeAt(index - 1));
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** `a` before `b` by their bytes in UTF-8, which is the order of their code points: negative, zero or positive. */
export function compareUtf8(a: string, b: string): number {
  const [first, second] = [utf8(a), utf8(b)];
  const shared = Math.min(first.length, second.length);
  for (let index = 0; index < shared; index++)
    if (first[index] !== second[index]) return first[index]! - second[index]!;
  return first.length - second.length;
}

/** Arguments that a call may have, by far. */
const most = 8192;

export function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += most)
    binary += String.fromCharCode(...bytes.subarray(start, start + most));
  return btoa(binary);
}

const base32Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Without the padding. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let [bits, value] = [0, 0];
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += base32Digits[(value >> (bits - 5)) & 31];
  }
  return bits === 0 ? text : text + base32Digits[(value << (5 - bits)) & 31];
}

/** The bytes of base64; of what is none, undefined. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** One after the other. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** In small digits. */
export function hex(bytes: Uint8Array): string {
  let digits = "";
  for (const byte of bytes) digits += hexPairs[byte];
  return digits;
}
