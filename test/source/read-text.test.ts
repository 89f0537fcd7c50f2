import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { nextOf } from "../../src/not-read.js";
import { textOf } from "../../src/source/read-text.js";

test.each([
  ["gzip", gzipSync('{"name": "A"}'), /not UTF-8: it is packed by gzip/, /ends in \.gz/],
  ["a spreadsheet", Buffer.from("PK\u0003\u0004\u0014\u0000", "latin1"), /it is a zip archive/, /unpacked/],
  ["Parquet", Buffer.from("PAR1\u0015\u0004\u0015ä", "latin1"), /it is Parquet/, /as JSON/],
  ["Avro without its name", Buffer.from("Obj\u0001\u0004\u0014\u0000", "latin1"), /it is Avro/, /\.avro/],
  [
    "a picture",
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]),
    /it is not text/,
    /file of text/,
  ],
  ["UTF-16", Buffer.from('\ufeff{"a": 1}', "utf16le"), /not UTF-8: it is UTF-16/, /^Save it as UTF-8\.$/],
  ["UTF-16 without a mark", Buffer.from('{"a": 1}', "utf16le"), /NUL byte.*UTF-16/, /saved as UTF-8/],
  ["Latin-1", Buffer.from('{"a": "é"}', "latin1"), /not UTF-8$/, /Latin-1/],
  ["a NUL byte far down", Buffer.from(`${" ".repeat(9000)}\0`), /there is a NUL byte in it$/, /Take it out/],
])("%s is told, with what to do", (_, bytes, message, next) => {
  let found: unknown;
  try {
    textOf(bytes);
  } catch (error) {
    found = error;
  }
  expect(String(found)).toMatch(message);
  expect(nextOf(found)[0]).toMatch(next);
});
