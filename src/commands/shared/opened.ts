import { Readable } from "node:stream";
import * as zlib from "node:zlib";
import { NotRead } from "../../not-read.js";

/** The bytes of a file, unpacked where its name says that it is packed. */
export async function* opened(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  if (file.endsWith(".parquet"))
    throw new NotRead("it is Parquet, which is not read", "Export it as Avro, or as JSON, one event a line.");
  if (file.endsWith(".gz")) yield* unpacked(chunks, zlib.createGunzip(), "gzip");
  else if (file.endsWith(".zst")) {
    if (!("createZstdDecompress" in zlib))
      throw new NotRead("it is packed by zstd, which needs Node 22.15", "Unpack it first.");
    yield* unpacked(chunks, (zlib.createZstdDecompress as () => zlib.Gunzip)(), "zstd");
  } else yield* chunks;
}

/** Events pack to a tenth or a thirtieth; so many times more is made to keep whoever unpacks it busy. */
const bomb = { times: 300, bytes: 50_000_000 };

/** What was unpacked before a fault is whole. */
async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  unpacking: zlib.Gunzip,
  tool: "gzip" | "zstd",
): AsyncGenerator<Uint8Array> {
  const read = { packed: 0, unpacked: 0 };
  const packed = Readable.from(counted(chunks, (bytes) => (read.packed += bytes)));
  packed.on("error", (error) => unpacking.destroy(error));
  try {
    for await (const piece of packed.pipe(unpacking) as AsyncIterable<Uint8Array>) {
      read.unpacked += piece.length;
      if (read.unpacked > bomb.bytes && read.unpacked > bomb.times * read.packed)
        throw new NotRead(
          `it unpacks to more than ${bomb.times} times its size`,
          "No events do: export it again, or unpack it first.",
        );
      yield piece;
    }
  } catch (error) {
    throw faultOf(error as NodeJS.ErrnoException, tool);
  } finally {
    packed.destroy();
  }
}

/** What Node's unpacking says of bytes that are not packed, that end before their end, or that are damaged between. */
function faultOf(error: NodeJS.ErrnoException, tool: "gzip" | "zstd"): Error {
  const { code = "", message } = error;
  if (!/^Z(STD)?_/.test(code)) return error;
  if (code === "Z_BUF_ERROR")
    return new NotRead(`what ${tool} packed is cut off before its end`, "Copy or export it again, whole.");
  return message === "incorrect header check" || code === "ZSTD_error_prefix_unknown"
    ? new NotRead(`it is not packed by ${tool}`, "Give it as it was exported, or unpacked.")
    : new NotRead(
        `what ${tool} packed is damaged: ${message}`,
        `\`${tool} -t FILE\` says so too. Copy or export it again.`,
      );
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}
