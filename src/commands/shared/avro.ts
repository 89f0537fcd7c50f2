import { inflateRaw } from "node:zlib";
import type { Schema, Type } from "avsc";
import { NotRead } from "../../not-read.js";
import type { Cut } from "../../replay/cut.js";
import { jsonText } from "../../source/json-text.js";

/**
 * The records of an Avro file, as Currents writes them, with their numbers in the place of lines. Whatever its blocks say
 * of themselves that is not so is told, so that no event is lost without a word.
 * https://www.braze.com/docs/user_guide/data/braze_currents/event_delivery_semantics
 * https://avro.apache.org/docs/1.12.0/specification/#object-container-files
 * @throws NotRead where the bytes are not Avro, are damaged, or end before their end
 */
export async function* avroRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Cut> {
  const bytes = new ByteReader(chunks);
  try {
    yield* recordsIn(bytes);
  } finally {
    await bytes.close();
  }
}

async function* recordsIn(bytes: ByteReader): AsyncGenerator<Cut> {
  const { type, unpacked, mark } = await header(bytes);
  let line = 0;
  for (let block = 1; !(await bytes.isAtEnd()); block++) {
    const says = await bytes.long();
    const length = await bytes.long();
    if (says < 0 || length < 0) throw damaged(block, "its length is below zero");
    if (length > mostUnpacked) throw new NotRead(`block ${block} says that it is longer than ${mostText}`);
    const content = await bytes.take(length);
    if (!mark.equals(await bytes.take(mark.length)))
      throw damaged(block, "the file's mark is not where it should end");
    for (const text of recordsOf(await unpacked(content, block), type, says, block))
      yield { line: ++line, text };
  }
}

const damaged = (block: number, why: string): NotRead => new NotRead(`block ${block} is damaged: ${why}`);

function* recordsOf(block: Buffer, type: Type, says: number, number: number): Generator<string> {
  let at = 0;
  let count = 0;
  for (; at < block.length && count < says; count++) {
    const { value, offset } = decoded(type, block, at, number);
    if (offset < 0) break;
    yield jsonText(value);
    at = offset;
  }
  const counts = `it says that it has ${says} record${says === 1 ? "" : "s"}`;
  if (count < says) throw damaged(number, `${counts}, and has ${count}`);
  if (at < block.length) throw damaged(number, `${counts}, and has more`);
}

function decoded(type: Type, block: Buffer, at: number, number: number) {
  try {
    return type.decode(block, at) as { readonly value: unknown; readonly offset: number };
  } catch (error) {
    throw damaged(number, wordsOf(error));
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const notAvro = (why: string): NotRead => new NotRead(`it is not Avro: ${why}`);

/** Of one block, packed or not, and of the header, in bytes: many times what Currents writes. */
const mostUnpacked = 100_000_000;
const mostText = `${mostUnpacked / 1e6} MB`;

interface Header {
  readonly type: Type;
  /** What a block holds. */
  readonly unpacked: (block: Buffer, number: number) => Promise<Buffer>;
  /** What each block ends with. */
  readonly mark: Buffer;
}

async function header(bytes: ByteReader): Promise<Header> {
  if (
    (await bytes.take(4, "it is not Avro: it does not begin as such a file does")).toString("latin1") !==
    "Obj\u0001"
  )
    throw notAvro("it does not begin as such a file does");
  const meta = new Map<string, string>();
  for (let entries = await bytes.long(); entries !== 0; entries = await bytes.long()) {
    // Below zero, the length of what follows in bytes is there, too.
    if (entries < 0) await bytes.long();
    for (let entry = 0; entry < Math.abs(entries); entry++) {
      const name = await bytes.text();
      meta.set(name, await bytes.text());
    }
  }
  const mark = await bytes.take(16);
  const codec = codecs.get(meta.get("avro.codec") ?? "null");
  if (!codec)
    throw notAvro(`its codec is ${jsonText(meta.get("avro.codec"))}, and only deflate and null are read`);
  return { type: await typeOf(meta.get("avro.schema") ?? ""), unpacked: codec, mark };
}

async function typeOf(schema: string): Promise<Type> {
  // Few replays read Avro, and all would wait for this to load.
  const { default: avro } = await import("avsc");
  // Beyond what a double holds exactly, a number is kept as an integer of any length.
  const long = avro.types.LongType.__with({
    fromBuffer: (bytes: Buffer) => {
      const value = bytes.readBigInt64LE();
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : value;
    },
    toBuffer: unwritten,
    fromJSON: unwritten,
    toJSON: unwritten,
    isValid: unwritten,
    compare: unwritten,
  });
  try {
    return avro.Type.forSchema(JSON.parse(schema) as Schema, { registry: { long } });
  } catch (error) {
    throw notAvro(wordsOf(error));
  }
}

const unwritten = (): never => {
  throw new Error("a number of this type is only read");
};

const codecs = new Map<string, Header["unpacked"]>([
  ["null", async (block) => block],
  [
    "deflate",
    (block, number) =>
      new Promise((resolve, reject) =>
        inflateRaw(block, { maxOutputLength: mostUnpacked }, (error, unpacked) => {
          if (!error) resolve(unpacked);
          else if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
            reject(new NotRead(`block ${number} unpacks to more than ${mostText}`));
          else reject(damaged(number, error.message));
        }),
      ),
  ],
]);

/** What comes in pieces, read in others. */
class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #piece: Buffer = Buffer.alloc(0);
  #at = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** What comes is not wanted any more. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async isAtEnd(): Promise<boolean> {
    while (this.#at === this.#piece.length) {
      const { done, value } = await this.#chunks.next();
      if (done) return true;
      this.#piece = Buffer.from(value.buffer, value.byteOffset, value.length);
      this.#at = 0;
    }
    return false;
  }

  async take(
    length: number,
    otherwise = "it ends in the middle of a block, whose records are lost",
  ): Promise<Buffer> {
    if (length > mostUnpacked) throw new NotRead(`a part of it says that it is longer than ${mostText}`);
    const parts: Buffer[] = [];
    for (let missing = length; missing > 0; ) {
      if (await this.isAtEnd()) throw new NotRead(otherwise);
      const part = this.#piece.subarray(this.#at, this.#at + missing);
      this.#at += part.length;
      missing -= part.length;
      parts.push(part);
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  /** A number in as many bytes as it takes, seven bits in each, its sign in the lowest. */
  async long(): Promise<number> {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = (await this.take(1))[0]!;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(value & 1n ? -(value >> 1n) - 1n : value >> 1n);
    }
    throw new NotRead("it is damaged: a length in it has no end");
  }

  async text(): Promise<string> {
    const length = await this.long();
    if (length < 0) throw new NotRead("it is damaged: a length in it is below zero");
    return (await this.take(length)).toString("utf8");
  }
}
