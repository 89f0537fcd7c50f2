import { Readable } from "node:stream";
import * as zlib from "node:zlib";
import { shownPath } from "../../braze/read-source.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import { NotRead } from "../../not-read.js";
import { type Cut, cut } from "../../replay/cut.js";
import { streamBytes } from "../../source/read-text.js";
import { avroRecords } from "../shared/avro.js";
import { filesAt } from "../shared/files-at.js";

/** A file of records, as it was exported; opened when it is read. */
export interface EventFile {
  readonly name: string;
  /** Absent for stdin. */
  readonly path?: string;
  records(): AsyncIterable<Cut>;
}

/** What a folder's files of events are called; Currents writes folders within folders, of which some hold other events. */
const namesInFolders =
  "**/*.{avro,json,jsonl,ndjson,json.gz,jsonl.gz,ndjson.gz,json.zst,jsonl.zst,ndjson.zst}";

/** The files that paths stand for, in order: files, those of a folder, those that a pattern names, stdin. */
export async function eventFiles(host: Host, paths: readonly string[]): Promise<EventFile[]> {
  const found: EventFile[] = [];
  for (const path of paths)
    if (path === "-") found.push({ name: "<stdin>", records: () => cut(host.stdin.stream()) });
    else
      for (const file of await foundAt(host, path))
        found.push({ name: shownPath(host, file), path: file, records: () => recordsOf(host, file) });
  return found;
}

async function foundAt(host: Host, path: string): Promise<string[]> {
  const found = await filesAt(host, path, namesInFolders);
  if (found.length === 0) {
    const notes = [
      "Events are read as Avro, and as JSON, plain or packed by gzip or zstd: one a line, a list, or bodies of /users/track.",
    ];
    throw new UserError([unreadableFile.report(`there are no events in "${path}"`, { notes })], 3);
  }
  const [only] = found;
  // Known before anything is read, so that no report is made of the others.
  if (found.length === 1 && (await host.files.kind(only!)) === undefined)
    throw new UserError([unreadableFile.report(`cannot read "${path}": no such file`)], 3);
  return found;
}

function recordsOf(host: Host, file: string): AsyncIterable<Cut> {
  const chunks = streamBytes(host, file);
  return file.endsWith(".avro") ? avroRecords(chunks) : cut(opened(chunks, file));
}

async function* opened(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  if (file.endsWith(".parquet"))
    throw new NotRead("it is Parquet, which is not read", "Export it as Avro, or as JSON, one event a line.");
  if (file.endsWith(".gz")) yield* unpacked(chunks, zlib.createGunzip());
  else if (file.endsWith(".zst")) {
    if (!("createZstdDecompress" in zlib))
      throw new NotRead("it is packed by zstd, which needs Node 22.15", "Unpack it first.");
    yield* unpacked(chunks, (zlib.createZstdDecompress as () => zlib.Gunzip)());
  } else yield* chunks;
}

/** Events pack to a tenth or a thirtieth; so many times more is made to keep whoever unpacks it busy. */
const bomb = { times: 300, bytes: 50_000_000 };

/** What was unpacked before a fault is whole. */
async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  unpacking: zlib.Gunzip,
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
  } finally {
    packed.destroy();
  }
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
