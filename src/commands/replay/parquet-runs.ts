import type { DataReader } from "hyparquet";

/** What is packed comes in eights, and where it is packed bit by bit a writer may fill up a block of its own, as DuckDB does: in values. */
const mostPadding = 4096;

/**
 * What is packed in a page of Parquet, read only as far as to know that the reader ends, and within which memory: it
 * repeats a value as often as a run says, and does not ask how many the page has.
 * The runs: https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */
export class ParquetRuns {
  readonly #reader: DataReader;

  private constructor(
    { buffer, byteOffset, byteLength }: Uint8Array,
    private readonly hyparquet: typeof import("hyparquet/src/encoding.js") &
      typeof import("hyparquet/src/delta.js") &
      typeof import("hyparquet/src/thrift.js"),
  ) {
    this.#reader = { view: new DataView(buffer, byteOffset, byteLength), offset: 0 };
  }

  static async of(page: Uint8Array): Promise<ParquetRuns> {
    const [encoding, delta, thrift] = await Promise.all([
      import("hyparquet/src/encoding.js"),
      import("hyparquet/src/delta.js"),
      import("hyparquet/src/thrift.js"),
    ]);
    return new ParquetRuns(page, { ...encoding, ...delta, ...thrift });
  }

  /** Runs of `count` values that are so many bits wide, in so many bytes from here on. */
  check(width: number, count: number, length: number): void {
    const { view } = this.#reader;
    const start = this.#reader.offset;
    const end = start + length;
    if (width > 32 || end > view.byteLength) throw new Error("a page's values go beyond it");
    for (let seen = 0; seen < count; ) {
      if (this.#reader.offset >= end) throw new Error("a page has fewer values than it says");
      const header = this.hyparquet.readVarInt(this.#reader) >>> 0;
      const isPacked = header % 2 === 1;
      const times = isPacked ? (header >>> 1) * 8 : header >>> 1;
      if (times > count - seen + (isPacked ? mostPadding : 7))
        throw new Error("a page has more values than it says");
      this.#reader.offset += Math.ceil(((isPacked ? times : 1) * width) / 8);
      seen += times;
    }
    this.#reader.offset = end;
  }

  /** Runs that say how many bytes they are. */
  checkList(width: number, count: number): void {
    const length = this.#reader.view.getUint32(this.#reader.offset, true);
    this.#reader.offset += 4;
    this.check(width, count, length);
  }

  /** The same, of which those are counted that are the one. */
  countInList(width: number, count: number, one: number): number {
    const start = this.#reader.offset;
    this.checkList(width, count);
    const values = new Uint8Array(count);
    this.hyparquet.readRleBitPackedHybrid({ view: this.#reader.view, offset: start }, width, values);
    return values.reduce((sum, value) => sum + Number(value === one), 0);
  }

  /** Places in a dictionary, to the end of the page, after how wide they are. */
  checkIndices(count: number): void {
    const { view } = this.#reader;
    const width = view.getUint8(this.#reader.offset++);
    // Where they have no width all are the first, and nothing need follow.
    if (width > 0 || this.#reader.offset < view.byteLength)
      this.check(width, count, view.byteLength - this.#reader.offset);
  }

  /** Numbers that are differences, and texts that share beginnings: what they unpack to, in bytes, is bounded. */
  checkDeltas(encoding: string, count: number, mostBytes: number): void {
    if (encoding === "DELTA_BINARY_PACKED" || encoding === "DELTA_LENGTH_BYTE_ARRAY") this.#skipDeltas(count);
    if (encoding !== "DELTA_BYTE_ARRAY") return;
    const lengths = [this.#deltas(count), this.#deltas(count)];
    let bytes = 0;
    for (const list of lengths)
      for (const length of list) {
        bytes += length;
        if (length < 0 || bytes > mostBytes) throw new Error("a page's texts are longer than it");
      }
  }

  #deltas(count: number): Int32Array {
    const start = this.#reader.offset;
    this.#skipDeltas(count);
    const values = new Int32Array(count);
    this.hyparquet.deltaBinaryUnpack({ view: this.#reader.view, offset: start }, count, values);
    return values;
  }

  #skipDeltas(count: number): void {
    const { view } = this.#reader;
    const { readVarInt } = this.hyparquet;
    const [inBlock, parts] = [readVarInt(this.#reader), readVarInt(this.#reader)];
    readVarInt(this.#reader);
    this.#skipNumber();
    const inPart = inBlock / parts;
    if (!(parts > 0 && inPart > 0 && inPart % 32 === 0)) throw new Error("a page's blocks have no length");
    for (let seen = 1; seen < count; ) {
      this.#skipNumber();
      const widths = this.#reader.offset;
      this.#reader.offset += parts;
      if (this.#reader.offset > view.byteLength) throw new Error("a page's values go beyond it");
      for (let part = 0; part < parts && seen < count; part++) {
        const width = view.getUint8(widths + part);
        if (width > 64) throw new Error("a page's values are wider than any number");
        this.#reader.offset += (inPart / 8) * width;
        seen += inPart;
      }
    }
  }

  /** A number of up to 64 bits, seven of them to a byte. */
  #skipNumber(): void {
    for (let bytes = 1; this.#reader.view.getUint8(this.#reader.offset++) >= 0x80; bytes++)
      if (bytes === 10) throw new Error("a number has no end");
  }
}
