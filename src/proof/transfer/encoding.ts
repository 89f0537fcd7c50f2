import type { encodingFilters } from "../../liquid/filters/encoding.js";
import { chars, digits, letters, lowerHexDigits } from "../domain/chars.js";
import { everyText, known } from "../domain/text.js";
import { always, digest, type Transfer, text } from "../domain/transfer.js";

const md5: Transfer = digest(lowerHexDigits, 32);
const sha1: Transfer = digest(lowerHexDigits, 40);
const sha2: Transfer = digest(lowerHexDigits, 64);
const hmacSha1Hex: Transfer = digest(lowerHexDigits, 40);
const hmacSha256Hex: Transfer = digest(lowerHexDigits, 64);
const hmacSha256: Transfer = digest(lowerHexDigits, 64);
const hmacSha512: Transfer = digest(lowerHexDigits, 128);
const hmacSha1Base64: Transfer = digest(digits | letters | chars("plus", "slash", "equals"), 28);
const hmacSha256Base64: Transfer = digest(digits | letters | chars("plus", "slash", "equals"), 44);
const base64Encode: Transfer = always(digits | letters | chars("plus", "slash", "equals"));
const base64UrlSafeEncode: Transfer = always(digits | letters | chars("minus", "underscore", "equals"));
const decodes =
  (name: string): Transfer =>
  () =>
    text(everyText, known(`invalid base64 provided to ${name}`));

export const encodingTransfers = {
  md5,
  sha1,
  sha2,
  base64_encode: base64Encode,
  hmac_sha1_hex: hmacSha1Hex,
  hmac_sha1_base64: hmacSha1Base64,
  hmac_sha256_hex: hmacSha256Hex,
  hmac_sha256_base64: hmacSha256Base64,
  hmac_sha256: hmacSha256,
  hmac_sha512: hmacSha512,
  base64_decode: decodes("base64_decode"),
  base64_url_safe_encode: base64UrlSafeEncode,
  base64_url_safe_decode: decodes("base64_url_safe_decode"),
} satisfies Record<keyof typeof encodingFilters, Transfer>;
