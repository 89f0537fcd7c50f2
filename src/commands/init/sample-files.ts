import { gunzipSync } from "node:zlib";
import { readSource, shownPath, unread } from "../../braze/read-source.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import { NotRead } from "../../not-read.js";
import { mostBytes } from "../../source/most-bytes.js";
import { readBytes, streamBytes, textOf } from "../../source/read-text.js";
import type { Source } from "../../source/source.js";
import { avroRecords } from "../shared/avro.js";
import { filesAt } from "../shared/files-at.js";
import { readStdin } from "../shared/load.js";

/** What a folder's files that may hold events are called. */
const namesInFolders = "**/*.{avro,json,jsonl,ndjson,json.gz,jsonl.gz,ndjson.gz}";

/** The samples that a path stands for: a file, those of a folder, those that a pattern names, or stdin. */
export async function sampleSources(host: Host, path: string): Promise<Source[]> {
  if (path === "-") return [await readStdin(host, mostBytes.fixture)];
  const found = await filesAt(host, path, namesInFolders);
  if (found.length === 0) {
    const notes = ["Samples are files of JSON, or of JSON a line, plain or packed by gzip, and of Avro."];
    throw new UserError([unreadableFile.report(`there is no sample in "${path}"`, { notes })], 3);
  }
  return Promise.all(found.map((one) => read(host, one)));
}

async function read(host: Host, file: string): Promise<Source> {
  if (file.endsWith(".avro")) return readAvro(host, file);
  if (!file.endsWith(".gz")) return readSource(host, file);
  const name = shownPath(host, file);
  try {
    const text = textOf(unpacked(await readBytes(host, file, mostBytes.fixture)));
    host.secrets.learn(text);
    return { name, text };
  } catch (error) {
    throw new UserError([unread(name, error)], 3);
  }
}

/** The records of Currents, one a line, as its JSON has them. */
async function readAvro(host: Host, file: string): Promise<Source> {
  const name = shownPath(host, file);
  try {
    const lines: string[] = [];
    let length = 0;
    for await (const record of avroRecords(streamBytes(host, file))) {
      const text = "text" in record ? record.text : "";
      length += text.length + 1;
      if (length > mostBytes.fixture)
        throw new NotRead(
          `its records are longer than ${mostBytes.fixture / 1e6} MB as JSON`,
          "Give a smaller file of them.",
        );
      lines.push(text);
    }
    const text = lines.join("\n");
    host.secrets.learn(text);
    return { name, text };
  } catch (error) {
    throw new UserError([unread(name, error)], 3);
  }
}

function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes.fixture });
  } catch (error) {
    const isLong = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw new NotRead(
      isLong
        ? `it is larger than ${mostBytes.fixture / 1e6} MB when it is unpacked`
        : "it is not packed by gzip",
      isLong ? "Give a few of its events." : "Give it as it was exported, or unpacked.",
    );
  }
}
