import { chars, digits, letters, lowerHexDigits } from "./chars.js";
import { always, digest, type Meaning, text } from "./meaning.js";
import { anyText } from "./text.js";

export const md5: Meaning = digest(lowerHexDigits, 32);
export const sha1: Meaning = digest(lowerHexDigits, 40);
export const sha2: Meaning = digest(lowerHexDigits, 64);
export const hmacSha1Hex: Meaning = digest(lowerHexDigits, 40);
export const hmacSha256Hex: Meaning = digest(lowerHexDigits, 64);
export const hmacSha256: Meaning = digest(lowerHexDigits, 64);
export const hmacSha512: Meaning = digest(lowerHexDigits, 128);
export const hmacSha1Base64: Meaning = digest(digits | letters | chars("plus", "slash", "equals"), 28);
export const hmacSha256Base64: Meaning = digest(digits | letters | chars("plus", "slash", "equals"), 44);
export const base64Encode: Meaning = always(digits | letters | chars("plus", "slash", "equals"));
export const base64UrlSafeEncode: Meaning = always(digits | letters | chars("minus", "underscore", "equals"));
export const base64Decode: Meaning = () => text(anyText, true);
export const base64UrlSafeDecode: Meaning = () => text(anyText, true);
