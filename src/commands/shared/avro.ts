import { Readable } from "node:stream";
import { inflateRaw } from "node:zlib";
import { NotRead } from "../../not-read.js";
import type { Cut } from "../../replay/cut.js";
import { jsonText } from "../../source/json-text.js";

/**
 * The records of an Avro file, as Currents writes them, with their numbers in the place of lines.
 * https://www.braze.com/docs/user_guide/data/braze_currents/event_delivery_semantics
 * @throws NotRead where the bytes are not Avro, or end before their end
 */
export async function* avroRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Cut> {
  // Few replays read Avro, and all would wait for this to load.
  const { default: avro } = await import("avsc");
  const end = new LastBytes(chunks);
  const bytes = Readable.from(end.passed(), { objectMode: false });
  const decoder = new avro.streams.BlockDecoder({ codecs });
  let mark: Uint8Array | undefined;
  decoder.on("metadata", (_type, _codec, header: { readonly sync: Uint8Array }) => {
    mark = header.sync;
  });
  bytes.on("error", (error) => decoder.destroy(error));
  decoder.on("block", (block: { readonly compressedDataLength: number }) => {
    // Before it are two numbers, and after it the mark.
    end.waiting -= block.compressedDataLength + 18;
  });
  let line = 0;
  try {
    for await (const record of bytes.pipe(decoder) as AsyncIterable<unknown>) {
      line += 1;
      yield { line, text: jsonText(record) };
    }
  } catch (error) {
    const { cause } = error as Error;
    for (const one of [error, cause]) if (one instanceof NotRead || isFileError(one)) throw one;
    throw new NotRead(`it is not Avro: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    bytes.destroy();
  }
  // Each block ends with the mark that the file's header gives; the decoder says nothing of one that is cut off.
  if (mark === undefined || Buffer.compare(mark, end.bytes) !== 0)
    throw new NotRead("it ends in the middle of a block, whose records are lost");
}

/** Of one block, unpacked, in bytes: many times what Currents writes. */
const mostUnpacked = 100_000_000;

const codecs: Record<string, Codec> = {
  null: (block, done) => done(null, block),
  deflate: (block, done) =>
    inflateRaw(block, { maxOutputLength: mostUnpacked }, (error, unpacked) =>
      done(
        isTooLong(error) ? new NotRead(`a block unpacks to more than ${mostUnpacked / 1e6} MB`) : error,
        unpacked,
      ),
    ),
};

type Codec = (block: Buffer, done: (error: Error | null, unpacked?: Buffer) => void) => void;

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | null)?.code;
const isTooLong = (error: unknown): boolean => codeOf(error) === "ERR_BUFFER_TOO_LARGE";

/** Such as that there is no such file, or that it may not be read. */
const isFileError = (error: unknown): boolean => /^E[A-Z]+$/.test(codeOf(error) ?? "");

/** The last bytes of a stream that is passed on, as many as Avro's mark has. */
class LastBytes {
  bytes = new Uint8Array(0);
  /** How many the decoder keeps until a block has ended, which it does whatever length the block says it has. */
  waiting = 0;

  constructor(private readonly chunks: AsyncIterable<Uint8Array>) {}

  async *passed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.chunks) {
      this.bytes = Uint8Array.from(Buffer.concat([this.bytes, chunk.subarray(-16)]).subarray(-16));
      this.waiting += chunk.length;
      if (this.waiting > mostUnpacked) throw new NotRead(`a block is longer than ${mostUnpacked / 1e6} MB`);
      yield chunk;
    }
  }
}
