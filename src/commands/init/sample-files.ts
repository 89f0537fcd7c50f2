import { shownPath, unread } from "../../braze/read-source.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import { NotRead } from "../../not-read.js";
import { type Cut, cut } from "../../replay/cut.js";
import { mostBytes } from "../../source/most-bytes.js";
import { streamBytes, textOf } from "../../source/read-text.js";
import type { Source } from "../../source/source.js";
import { avroRecords } from "../shared/avro.js";
import { filesAt } from "../shared/files-at.js";
import { opened } from "../shared/opened.js";

/** What a folder's files that may hold events are called. */
const namesInFolders = "**/*.{avro,json,jsonl,ndjson,json.gz,jsonl.gz,ndjson.gz}";

/** A file, or one record of a file that is too long to be read as a whole, whose credentials nobody has learned yet. */
export interface SampleSource extends Source {
  readonly isRecord?: true;
}

/** The samples that a path stands for: a file, those of a folder, those that a pattern names, or stdin. */
export async function* sampleSources(host: Host, path: string): AsyncGenerator<SampleSource> {
  if (path === "-") {
    yield* read(host, "<stdin>", host.stdin.stream());
    return;
  }
  const found = await filesAt(host, path, namesInFolders);
  if (found.length === 0) {
    const notes = ["Samples are files of JSON, or of JSON a line, plain or packed by gzip, and of Avro."];
    throw new UserError([unreadableFile.report(`there is no sample in "${path}"`, { notes })], 3);
  }
  for (const file of found) {
    const name = shownPath(host, file);
    const chunks = streamBytes(host, file);
    if (file.endsWith(".avro")) yield* records(name, avroRecords(chunks), "record");
    else yield* read(host, name, opened(chunks, file));
  }
}

/** As a whole, so that findings show their place in it; a record at a time beyond what is kept of any one file. */
async function* read(
  host: Host,
  name: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<SampleSource> {
  const iterator = chunks[Symbol.asyncIterator]();
  const begin: Uint8Array[] = [];
  let length = 0;
  let text: string | undefined;
  try {
    for (;;) {
      const next = await iterator.next();
      if (next.done) {
        text = textOf(Buffer.concat(begin));
        break;
      }
      begin.push(next.value);
      length += next.value.length;
      if (length > mostBytes.fixture) break;
    }
  } catch (error) {
    throw new UserError([unread(name, error)], 3);
  }
  if (text !== undefined) {
    host.secrets.learn(text);
    yield { name, text };
    return;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* begin.splice(0);
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  yield* records(name, cut(all()), "line");
}

async function* records(
  name: string,
  all: AsyncIterable<Cut>,
  unit: "record" | "line",
): AsyncGenerator<SampleSource> {
  let isEmpty = true;
  try {
    for await (const record of all) {
      if ("fault" in record) throw new NotRead(`in ${unit} ${record.line}, ${record.fault}`);
      if (record.text.trim() === "") continue;
      isEmpty = false;
      yield { name: `${name}, ${unit} ${record.line}`, text: record.text, isRecord: true };
    }
    if (isEmpty) throw new NotRead("there is nothing in it");
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError([unread(name, error)], 3);
  }
}
