import { constants, type Stats } from "node:fs";
import * as fs from "node:fs/promises";
import { NotRead, NotText } from "../not-read.js";

export async function readRegular(path: string, most: number): Promise<Uint8Array> {
  return atMost(most, streamRegular(path));
}

export async function* streamRegular(path: string): AsyncGenerator<Uint8Array> {
  const { file } = await openRegular(path);
  try {
    yield* file.createReadStream({ autoClose: false });
  } finally {
    await file.close();
  }
}

export async function openRegular(
  path: string,
): Promise<{ readonly file: fs.FileHandle; readonly length: number }> {
  // To open a pipe may wait for ever, and to open a device may do something: it is asked first, and again once it is open.
  refuseUnlessRegular(await fs.stat(path));
  const file = await fs.open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = await file.stat();
    refuseUnlessRegular(stat);
    return { file, length: stat.size };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function refuseUnlessRegular(stat: Stats): void {
  if (stat.isFile()) return;
  if (stat.isDirectory()) throw new NotRead("it is a folder");
  const kind = stat.isFIFO() ? "a pipe" : stat.isSocket() ? "a socket" : "a device";
  throw new NotRead(`it is ${kind}, not a file`, "Only files are read, and stdin where a command takes -.");
}

/** All chunks; what goes on past `most` bytes is not read to its end, which may never come. */
export async function atMost(most: number, stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) throw new NotText(`it is larger than ${sizeText(most)}`);
  }
  return Buffer.concat(chunks);
}

const sizeText = (bytes: number): string =>
  bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${Math.floor(bytes / 1024)} KB`;
