import { base64, fromBase64, joined, textOfUtf8, utf8 } from "../../source/bytes.js";

/** A text, compressed, in letters that an address may hold. */
export async function deflated(text: string): Promise<string> {
  const bytes = await through(new CompressionStream("deflate-raw"), utf8(text));
  return base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * The text again.
 * @throws Error that says what is wrong with it
 */
export async function inflated(letters: string): Promise<string> {
  try {
    const packed = fromBase64(letters.replaceAll("-", "+").replaceAll("_", "/"));
    if (!packed) throw new Error("not base64");
    return textOfUtf8(await through(new DecompressionStream("deflate-raw"), packed));
  } catch (error) {
    if (error instanceof TooMuch) throw error;
    throw new Error("part of it is missing or changed");
  }
}

class TooMuch extends Error {}

/** A short link may be made to hold any amount. */
const most = 4_000_000;

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  // What is wrong with the bytes is said where they are read.
  writer.write(bytes as Uint8Array<ArrayBuffer>).catch(() => {});
  writer.close().catch(() => {});
  const reader = stream.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    length += read.value.length;
    if (length > most) {
      await reader.cancel();
      throw new TooMuch("it holds more than 4 MB");
    }
  }
  return joined(chunks);
}
