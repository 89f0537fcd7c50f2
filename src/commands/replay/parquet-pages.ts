import type {
  AsyncBuffer,
  ColumnMetaData,
  Compressors,
  DataPageHeader,
  DataReader,
  PageHeader,
  SchemaTree,
} from "hyparquet";
import { NotRead } from "../../not-read.js";
import { ParquetRuns } from "./parquet-runs.js";

/** What is unpacked at a time: more than any exporter puts together, and less than this machine has. */
const most = { values: 50_000_000, pageBytes: 100_000_000 };

/** @throws NotRead where a page is longer than is unpacked */
export function pageLength(length: number): number {
  if (length > most.pageBytes) throw new NotRead(`a page unpacks to more than ${most.pageBytes / 1e6} MB`);
  return length;
}

/**
 * Holds what a column's pages say of themselves to what the column says: the reader makes room for as many values, and
 * repeats one as often, as a page says, and where a file is damaged that may be any number.
 * @throws NotRead where there is more than is read, and Error where a page cannot be what was written
 */
export async function checkColumn(
  file: AsyncBuffer,
  column: ColumnMetaData,
  rows: bigint,
  schema: SchemaTree,
  compressors: Compressors,
): Promise<void> {
  const { parquetHeader } = await import("hyparquet/src/column.js");
  const { decompressPage } = await import("hyparquet/src/datapage.js");
  const { getMaxDefinitionLevel, getMaxRepetitionLevel, getTreePath } = await import(
    "hyparquet/src/schema.js"
  );
  const values = Number(column.num_values);
  if (values < rows) throw new Error("a column has fewer values than there are rows");
  if (values > most.values)
    throw new NotRead(
      `a column has more than ${most.values.toLocaleString("en")} values in a group of rows`,
      "Write it anew with smaller row groups.",
    );
  const path = getTreePath(schema, column.path_in_schema);
  const levels = { repetition: getMaxRepetitionLevel(path), definition: getMaxDefinitionLevel(path) };
  const unpacked = (packed: Uint8Array, length: number) =>
    decompressPage(packed, pageLength(length), column.codec, compressors);
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  const bytes = await file.slice(start, start + Number(column.total_compressed_size));
  const reader: DataReader = { view: new DataView(bytes), offset: 0 };
  let left = values;
  // As far as the reader goes: the last byte alone is no page to it.
  while (reader.offset < bytes.byteLength - 1) {
    const header = parquetHeader(reader);
    const { uncompressed_page_size: length, compressed_page_size: packedLength } = header;
    requireCounts("a page does not say how long it is", length, packedLength);
    pageLength(length);
    const packed = new Uint8Array(bytes, reader.offset, packedLength);
    reader.offset += packedLength;
    if (header.type === "DICTIONARY_PAGE") {
      const count = header.dictionary_page_header?.num_values ?? 0;
      requireCounts("a dictionary does not say how long it is", count, length + 1 - count);
      continue;
    }
    const { data_page_header: first, data_page_header_v2: second } = header;
    const count = (header.type === "DATA_PAGE" ? first : second)?.num_values ?? 0;
    requireCounts("a page has more values than its column", count, left - count);
    left -= count;
    if (!(first ?? second)?.encoding) throw new Error("a page is of no kind that the format has");
    if (header.type === "DATA_PAGE" && first)
      await checkFirst(unpacked(packed, length), first, column.type, levels);
    else if (header.type === "DATA_PAGE_V2" && second)
      await checkSecond(packed, second, levels, (packed, levelsLength) =>
        second.is_compressed !== false && length > levelsLength
          ? unpacked(packed, length - levelsLength)
          : packed,
      );
  }
  if (left > 0) throw new Error("a column ends before all of its values");
}

interface Levels {
  readonly repetition: number;
  readonly definition: number;
}

/** A data page of the first version: the levels are packed with the values, and each list of them says its length. */
async function checkFirst(
  page: Uint8Array,
  { num_values: count, encoding }: DataPageHeader,
  type: ColumnMetaData["type"],
  { repetition, definition }: Levels,
): Promise<void> {
  const runs = await ParquetRuns.of(page);
  if (repetition > 0) runs.checkList(widthOf(repetition), count);
  const filled = definition > 0 ? runs.countInList(widthOf(definition), count, definition) : count;
  if (encoding === "RLE" && type === "BOOLEAN") runs.checkList(1, filled);
  else if (encoding === "RLE" || isDictionary(encoding)) {
    if (type === "BOOLEAN") runs.checkList(1, filled);
    else runs.checkIndices(filled);
  } else runs.checkDeltas(encoding, filled, most.pageBytes);
}

/** Of the second version: the levels come first, as they are, and the header says how long they are. */
async function checkSecond(
  page: Uint8Array,
  header: NonNullable<PageHeader["data_page_header_v2"]>,
  { repetition, definition }: Levels,
  unpack: (packed: Uint8Array, levelsLength: number) => Uint8Array,
): Promise<void> {
  const { num_values: count, num_nulls: nulls, num_rows: rows, encoding } = header;
  const [first, second] = [header.repetition_levels_byte_length, header.definition_levels_byte_length];
  requireCounts("a page's levels do not say how long they are", first, second, page.length - first - second);
  requireCounts("a page has more rows or nulls than values", nulls, rows, count - nulls, count - rows);
  const levels = await ParquetRuns.of(page);
  if (repetition > 0) levels.check(widthOf(repetition), count, first);
  const after = await ParquetRuns.of(page.subarray(first));
  if (definition > 0) after.check(widthOf(definition), count, second);
  const values = await ParquetRuns.of(unpack(page.subarray(first + second), first + second));
  if (encoding === "RLE") values.checkList(1, count - nulls);
  else if (isDictionary(encoding)) values.checkIndices(count - nulls);
  else values.checkDeltas(encoding, count - nulls, most.pageBytes);
}

const isDictionary = (encoding: string): boolean =>
  encoding === "PLAIN_DICTIONARY" || encoding === "RLE_DICTIONARY";

const widthOf = (level: number): number => 32 - Math.clz32(level);

/** Where it is damaged, a number may be anything. */
function requireCounts(otherwise: string, ...counts: readonly number[]): void {
  if (!counts.every((one) => Number.isSafeInteger(one) && one >= 0)) throw new Error(otherwise);
}
