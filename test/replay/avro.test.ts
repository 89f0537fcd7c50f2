import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { avroRecords } from "../../src/commands/shared/avro.js";
import { avroBytes, avroFile, avroLong } from "../support/avro.js";

const schema = {
  type: "record",
  name: "E",
  fields: [
    { name: "name", type: "string" },
    { name: "id", type: "long" },
  ],
};
const record = (name: string, id: bigint) => Buffer.concat([avroBytes(name), avroLong(id)]);
const two = Buffer.concat([record("a", 1n), record("b", 2n)]);
const plain = { codec: "null" };

async function read(file: Uint8Array, piece = file.length): Promise<string[]> {
  async function* chunks() {
    for (let at = 0; at < file.length; at += piece) yield file.subarray(at, at + piece);
  }
  const records: string[] = [];
  for await (const { line, ...rest } of avroRecords(chunks())) {
    expect(line).toBe(records.length + 1);
    records.push("text" in rest ? rest.text : rest.fault);
  }
  return records;
}

test.each([1, 2, 7, 1000])("reads what comes in pieces of %d bytes", async (piece) => {
  const file = avroFile(schema, deflateRawSync(two), { count: 2 });
  expect(await read(file, piece)).toEqual(['{"name":"a","id":1}', '{"name":"b","id":2}']);
});

test.each([
  9007199254740991n,
  9007199254740993n,
  -9007199254740993n,
  9223372036854775807n,
  -9223372036854775808n,
])("keeps the integer %d", async (id) => {
  expect(await read(avroFile(schema, record("a", id), plain))).toEqual([`{"name":"a","id":${id}}`]);
});

const whole = avroFile(schema, two, { ...plain, count: 2 });
const markAt = whole.length - 16;
const changed = (at: number, byte: number) =>
  Buffer.concat([whole.subarray(0, at), Buffer.of(byte), whole.subarray(at + 1)]);

describe("what its blocks say of themselves is held to what they have", () => {
  test.each<[what: string, file: Uint8Array, says: RegExp]>([
    ["more records", avroFile(schema, two, { ...plain, count: 3 }), /says that it has 3 records, and has 2/],
    [
      "very many records",
      avroFile(schema, two, { ...plain, count: 1e15 }),
      /1000000000000000 records, and has 2/,
    ],
    [
      "fewer records",
      avroFile(schema, two, { ...plain, count: 1 }),
      /says that it has 1 record, and has more/,
    ],
    ["no records", avroFile(schema, two, { ...plain, count: 0 }), /says that it has 0 records, and has more/],
    ["records below zero", avroFile(schema, two, { ...plain, count: -2 }), /below zero/],
    ["a length of far more", avroFile(schema, two, { ...plain, count: 2, size: 1e15 }), /longer than 100 MB/],
    ["a length below zero", avroFile(schema, two, { ...plain, count: 2, size: -6 }), /below zero/],
    [
      "a length of a little more",
      avroFile(schema, two, { ...plain, count: 2, size: 8 }),
      /in the middle of a block/,
    ],
    [
      "a length of a little less",
      avroFile(schema, two, { ...plain, count: 2, size: 5 }),
      /mark is not where/,
    ],
    [
      "records without a byte",
      avroFile({ type: "record", name: "E", fields: [] }, Buffer.alloc(0), { ...plain, count: 1e9 }),
      /and has 0/,
    ],
    ["another mark", changed(markAt + 3, 0), /block 1 is damaged: the file's mark/],
    ["something after its last block", Buffer.concat([whole, Buffer.from("x")]), /in the middle of a block/],
    ["a length without an end", Buffer.concat([whole, Buffer.alloc(12, 0xff)]), /has no end/],
    ["deflate that is none", avroFile(schema, two, { count: 2 }), /block 1 is damaged/],
    ["another beginning", changed(2, 0x6b), /not Avro/],
    ["nothing", Buffer.alloc(0), /not Avro/],
  ])("%s", async (_, file, says) => {
    await expect(read(file)).rejects.toThrow(says);
  });

  test("a file that is cut off anywhere", async () => {
    for (let length = 1; length < whole.length; length++) {
      // After its header, and before its first block, it is one without events.
      const cut = read(whole.subarray(0, length)).catch((error: Error) => error.message);
      if (length === whole.length - 16 - two.length - 2) expect(await cut).toEqual([]);
      else expect(await cut).toMatch(/not Avro|in the middle of a block/);
    }
  });
});
