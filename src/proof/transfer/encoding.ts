import type { encodingFilters } from "../../liquid/filters/encoding.js";
import { chars, digits, letters, lowerHexDigits } from "../domain/chars.js";
import { everyText, known } from "../domain/text.js";
import { always, digest, type Transfer, text } from "../domain/transfer.js";

const base64 = digits | letters | chars("plus", "slash", "equals");

const decodes =
  (name: string): Transfer =>
  () =>
    text(everyText, known(`invalid base64 provided to ${name}`));

export const encodingTransfers = {
  md5: digest(lowerHexDigits, 32),
  sha1: digest(lowerHexDigits, 40),
  sha2: digest(lowerHexDigits, 64),
  base64_encode: always(base64),
  hmac_sha1_hex: digest(lowerHexDigits, 40),
  hmac_sha1_base64: digest(base64, 28),
  hmac_sha256_hex: digest(lowerHexDigits, 64),
  hmac_sha256_base64: digest(base64, 44),
  hmac_sha256: digest(lowerHexDigits, 64),
  hmac_sha512: digest(lowerHexDigits, 128),
  base64_decode: decodes("base64_decode"),
  base64_url_safe_encode: always(digits | letters | chars("minus", "underscore", "equals")),
  base64_url_safe_decode: decodes("base64_url_safe_decode"),
} satisfies Record<keyof typeof encodingFilters, Transfer>;
