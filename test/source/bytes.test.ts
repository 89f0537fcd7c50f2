import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodedPairs } from "../../src/diagnostics/credential-names.js";
import { hashText, keyedHash } from "../../src/liquid/values/digest.js";
import {
  base64,
  compareUtf8,
  fromBase64,
  hex,
  joined,
  textOfUtf8,
  utf8,
  utf8Length,
} from "../../src/source/bytes.js";

/** Any units of UTF-16, halves of pairs among them. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
);

test("bytes of a string are those that Node's Buffer has", () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const bytes = Buffer.from(one);
      expect(hex(utf8(one))).toBe(bytes.toString("hex"));
      expect(utf8Length(one)).toBe(bytes.length);
      expect(base64(utf8(one))).toBe(bytes.toString("base64"));
      expect(Math.sign(compareUtf8(one, other))).toBe(Buffer.compare(bytes, Buffer.from(other)));
    }),
  );
});

test("any bytes are a string, and base64 of any bytes is read again", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
      expect(textOfUtf8(bytes)).toBe(Buffer.from(bytes).toString("utf8"));
      expect(hex(fromBase64(base64(bytes))!)).toBe(hex(bytes));
      expect(hex(joined([bytes, bytes]))).toBe(hex(bytes).repeat(2));
    }),
  );
  expect(fromBase64("a")).toBeUndefined();
  expect(base64(new Uint8Array(100_000)).length).toBe(133_336);
});

test("digests are those of OpenSSL", () => {
  fc.assert(
    fc.property(text, text, (key, given) => {
      for (const kind of ["md5", "sha1", "sha256"] as const)
        expect(hashText(kind, given)).toBe(createHash(kind).update(given).digest("hex"));
      for (const kind of ["md5", "sha1", "sha256", "sha512"] as const)
        expect(hex(keyedHash(kind, key, given))).toBe(createHmac(kind, key).update(given).digest("hex"));
    }),
    { numRuns: 50 },
  );
});

test("a pair of user and password is seen in base64 of either alphabet, padded or not", () => {
  const pair = "b.stone:pa55?>~word";
  const encoded = Buffer.from(pair).toString("base64");
  for (const written of [
    encoded,
    encoded.replace(/=+$/, ""),
    Buffer.from(pair).toString("base64url"),
    `${encoded}=`,
  ])
    expect(encodedPairs(`x ${written} y`)).toHaveLength(1);
  expect(encodedPairs("an-ordinary-word_of-some-length")).toEqual([]);
});
