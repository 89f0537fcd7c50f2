import { readFileSync } from "node:fs";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { parquetRecords } from "../../src/commands/replay/parquet.js";
import { NotRead } from "../../src/not-read.js";
import { drawsFor, sized } from "../support/depth.js";

type Columns = Parameters<typeof parquetWriteBuffer>[0]["columnData"];

const rangesOf = (bytes: Uint8Array) => async () => ({
  length: bytes.length,
  read: async (at: number, length: number) => bytes.slice(at, Math.max(at, at + length)),
  close: async () => {},
});

/** The rows, or the words with which it is not read. */
async function read(bytes: Uint8Array): Promise<string[] | string> {
  const rows: string[] = [];
  try {
    for await (const row of parquetRecords(rangesOf(bytes))) rows.push("text" in row ? row.text : row.fault);
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    return error.message;
  }
  return rows;
}

const names = Array.from({ length: 40 }, (_, index) => (index % 7 === 0 ? null : `name ${index % 5}`));
const numbers = names.map((_, index) => index * 3);
const columns: Columns = [
  { name: "name", type: "STRING", nullable: true, encoding: "RLE_DICTIONARY", data: names },
  { name: "always", type: "STRING", encoding: "RLE_DICTIONARY", data: names.map(() => "x") },
  { name: "plain", type: "STRING", nullable: true, encoding: "PLAIN", data: names },
  { name: "is", type: "BOOLEAN", nullable: true, encoding: "RLE", data: numbers.map((one) => one % 2 === 0) },
  { name: "delta", type: "INT32", encoding: "DELTA_BINARY_PACKED", data: numbers },
  { name: "long", type: "INT64", encoding: "DELTA_BINARY_PACKED", data: numbers.map(BigInt) },
  { name: "lengths", type: "STRING", encoding: "DELTA_LENGTH_BYTE_ARRAY", data: names.map(String) },
  { name: "begun", type: "STRING", encoding: "DELTA_BYTE_ARRAY", data: names.map(String) },
  { name: "json", type: "JSON", nullable: true, data: names.map((name) => name && { name, list: [1, 2] }) },
];
/** A list of lists, as Spark writes it: null, empty, and filled. */
const lists = {
  schema: [
    { name: "root", num_children: 1 },
    { name: "tags", repetition_type: "OPTIONAL", converted_type: "LIST", num_children: 1 },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
  ],
  columnData: [
    {
      name: "tags",
      data: names.map((name, index) => (index % 5 === 0 ? null : [name, "b"].slice(index % 3))),
    },
  ],
} as const;

const files = (["UNCOMPRESSED", "SNAPPY"] as const).flatMap((codec) => [
  ...columns.map((column): [string, Uint8Array] => [
    `${column.name}, ${codec}`,
    new Uint8Array(parquetWriteBuffer({ columnData: [column], codec, pageSize: 150 })),
  ]),
  [
    `lists, ${codec}`,
    new Uint8Array(
      parquetWriteBuffer({ ...(lists as unknown as { columnData: Columns }), codec, pageSize: 150 }),
    ),
  ] as [string, Uint8Array],
]);

/** Of 20 rows, by writers that customers have: both pack indices in pages of version 1, DuckDB with its blocks filled up. */
const ofOthers = ["duckdb", "pyarrow-pages-of-version-1"].map((name): [string, Uint8Array] => [
  name,
  new Uint8Array(readFileSync(new URL(`../cases/parquet/${name}.parquet`, import.meta.url))),
]);

describe.each([...files, ...ofOthers])("a file of %s", (name, whole) => {
  test("is read", async () => {
    const rows = await read(whole);
    expect(rows).toHaveLength(files.some(([file]) => file === name) ? names.length : 20);
  });

  test("that is damaged anywhere ends with rows or with why it is not read", async () => {
    const draws = drawsFor(name.length);
    const damage = [
      // Runs without an end, and of a thousand million values.
      [0xff, 0xff, 0xff, 0xff, 0x07, 0, 0, 0],
      [0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0],
      [0xfe, 0xff, 0xff, 0xff, 0x0f, 1, 0, 0],
      Array(16).fill(0xff),
      Array(16).fill(0),
    ];
    const chance = sized(0.08, 1);
    for (let at = 0; at < whole.length; at++)
      for (const bytes of [...damage, [whole[at]! ^ (1 << draws.below(8))], [draws.below(256)]]) {
        if (!draws.chance(chance)) continue;
        const damaged = whole.slice();
        damaged.set(bytes.slice(0, whole.length - at), at);
        const result = await read(damaged);
        if (typeof result === "string") expect(result).toMatch(/\w/);
        else expect(result.length).toBeLessThanOrEqual(5_000_000);
      }
  });
});
