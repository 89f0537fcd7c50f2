import { Buffer } from "node:buffer";
import * as zlib from "node:zlib";
import type {
  AsyncBuffer,
  ColumnData,
  Compressors,
  FileMetaData,
  ParquetParsers,
  SchemaTree,
} from "hyparquet";
import type { Ranges } from "../../host.js";
import { NotRead } from "../../not-read.js";
import type { Cut } from "../../replay/cut.js";
import { readJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { checkColumn, pageLength } from "./parquet-pages.js";

/** What is read at a time: more than any exporter puts together, and less than this machine has. */
const most = { rows: 5_000_000, groupBytes: 1_000_000_000 };

/**
 * The rows of a Parquet file, with their numbers in the place of lines. A group of rows is held at a time, column by column
 * as the file has them; a null is a member that the row does not have.
 * @throws NotRead where the bytes are not Parquet, or are not whole
 */
export async function* parquetRecords(open: () => Promise<Ranges>): AsyncGenerator<Cut> {
  // Few replays read Parquet, and all would wait for this to load.
  const { parquetMetadataAsync, parquetRead, parquetSchema, snappyUncompress } = await import("hyparquet");
  const ranges = await open();
  try {
    const file = bufferOf(ranges);
    const { metadata, schema } = await reading(async () => {
      const metadata = await parquetMetadataAsync(file, { geoparquet: false });
      const schema = parquetSchema(metadata);
      requireColumns(metadata, schema);
      return { metadata, schema };
    });
    const compressors: Compressors = {
      ...unpacking,
      SNAPPY: (input, length) => {
        const output = new Uint8Array(pageLength(length));
        snappyUncompress(input, output);
        return output;
      },
    };
    let [line, rowStart] = [0, 0];
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + rowsOf(group);
      const columns = new Map<string, ColumnData[]>();
      const onChunk = (chunk: ColumnData) => {
        const chunks = columns.get(chunk.columnName);
        if (chunks) chunks.push(chunk);
        else columns.set(chunk.columnName, [chunk]);
      };
      for (const { meta_data: column } of group.columns)
        await reading(() => checkColumn(file, column!, group.num_rows, schema, compressors));
      await reading(() =>
        parquetRead({ file, metadata, rowStart, rowEnd, compressors, parsers, onChunk, geoparquet: false }),
      );
      const values = [...columns].map(([name, chunks]) => [name, valuesOf(chunks)] as const);
      for (; rowStart < rowEnd; rowStart++) {
        line += 1;
        const row = values.map(([name, all]) => [name, memberOf(name, all.next().value)] as const);
        yield { line, text: jsonText(Object.fromEntries(row)) };
      }
    }
  } finally {
    await ranges.close();
  }
}

/** Each column once, and as the schema has it: what the schema does not have, the reader would leave to fail by itself. */
function requireColumns({ row_groups }: FileMetaData, schema: SchemaTree): void {
  const leaves = new Set(leavesOf(schema));
  for (const { columns } of row_groups) {
    const paths = columns.map(({ meta_data: data }) => data?.path_in_schema.join("\0"));
    if (new Set(paths).size !== paths.length || paths.some((path) => path === undefined || !leaves.has(path)))
      throw new Error("its columns are not those of its schema");
  }
}

const leavesOf = ({ children, path }: SchemaTree): string[] =>
  children.length === 0 ? [path.join("\0")] : children.flatMap(leavesOf);

function rowsOf({ num_rows, total_byte_size }: FileMetaData["row_groups"][number]): number {
  if (num_rows < 0) throw new NotRead("it is not Parquet, or not whole: a group has less than no rows");
  if (num_rows > most.rows || total_byte_size > most.groupBytes)
    throw new NotRead(
      `it has a group of more than ${most.rows.toLocaleString("en")} rows or ${most.groupBytes / 1e6} MB`,
      "Write it anew with smaller row groups.",
    );
  return Number(num_rows);
}

const bufferOf = (ranges: Ranges): AsyncBuffer => ({
  byteLength: ranges.length,
  slice: async (start, end = ranges.length) => {
    const from = start < 0 ? ranges.length + start : start;
    const bytes = await ranges.read(from, end - from);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  },
});

/** What a file that is broken makes of the reader is told as such; what the system says of a file, as it says it. */
async function reading<Result>(read: () => Promise<Result> | Result): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotRead || /^E[A-Z]+$/.test((error as NodeJS.ErrnoException).code ?? ""))
      throw error;
    throw new NotRead(
      `it is not Parquet, or not whole: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

const bounded = (length: number) => ({ maxOutputLength: Math.max(1, pageLength(length)) });

/** What is rarely packed so, and what else to do. */
const notUnpacked = (codec: string) => () => {
  throw new NotRead(
    `it is packed by ${codec}, which is not read`,
    "Write it anew, packed by snappy or gzip.",
  );
};

const unpacking: Compressors = {
  LZ4: notUnpacked("LZ4"),
  LZ4_RAW: notUnpacked("LZ4"),
  LZO: notUnpacked("LZO"),
  GZIP: (input, length) => zlib.gunzipSync(input, bounded(length)),
  BROTLI: (input, length) => zlib.brotliDecompressSync(input, bounded(length)),
  ZSTD: (input, length) => {
    if (!("zstdDecompressSync" in zlib))
      throw new NotRead("it is packed by zstd, which needs Node 22.15", "Write it anew, packed by snappy.");
    return (zlib.zstdDecompressSync as typeof zlib.gunzipSync)(input, bounded(length));
  },
};

const utf8 = new TextDecoder();

/** JSON in a column keeps its numbers as they are written. */
const parsers: Partial<ParquetParsers> = {
  jsonFromBytes: (bytes: Uint8Array | undefined) => {
    if (!bytes) return undefined;
    const text = utf8.decode(bytes);
    return readJson(text) ?? text;
  },
};

function* valuesOf(chunks: readonly ColumnData[]): Generator<unknown, undefined> {
  for (const { columnData } of chunks) yield* columnData;
  return undefined;
}

/** Columns of exports that are often JSON in a text; an event's `properties` are read as such in any file. */
const jsonColumns = new Set(["custom_attributes"]);

const memberOf = (name: string, value: unknown): unknown =>
  jsonColumns.has(name) && typeof value === "string" ? (readJson(value) ?? value) : plain(value);

/** As JSON has it; what is null is left out. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value ?? undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as Iterable<unknown>, plain);
  if (Array.isArray(value)) return value.map((item) => plain(item) ?? null);
  // Of a class of its own: a number as it was written.
  if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null)
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
