import { shownPath } from "../../braze/read-source.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import { type Cut, cut } from "../../replay/cut.js";
import { openRanges, streamBytes } from "../../source/read-text.js";
import { avroRecords } from "../shared/avro.js";
import { filesAt } from "../shared/files-at.js";
import { opened } from "../shared/opened.js";
import { parquetRecords } from "./parquet.js";

/** A file of records, as it was exported; opened when it is read. */
export interface EventFile {
  readonly name: string;
  /** Absent for stdin. */
  readonly path?: string;
  records(): AsyncIterable<Cut>;
}

/** What a folder's files of events are called; Currents writes folders within folders, of which some hold other events. */
const namesInFolders =
  "**/*.{avro,parquet,json,jsonl,ndjson,json.gz,jsonl.gz,ndjson.gz,json.zst,jsonl.zst,ndjson.zst}";

export const formsRead =
  "Events are read as Avro, as Parquet, and as JSON, plain or packed by gzip or zstd: one a line, a list, or bodies of /users/track.";

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
    const notes = [formsRead];
    throw new UserError([unreadableFile.report(`there are no events in "${path}"`, { notes })], 3);
  }
  const [only] = found;
  // Known before anything is read, so that no report is made of the others.
  if (found.length === 1 && (await host.files.kind(only!)) === undefined)
    throw new UserError([unreadableFile.report(`cannot read "${path}": no such file`)], 3);
  return found;
}

function recordsOf(host: Host, file: string): AsyncIterable<Cut> {
  if (file.endsWith(".parquet")) return parquetRecords(() => openRanges(host, file));
  const chunks = streamBytes(host, file);
  return file.endsWith(".avro") ? avroRecords(chunks) : cut(opened(chunks, file));
}
