import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { shownPath, unread } from "../../braze/read-source.js";
import type { Config } from "../../config/model/config.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import { sha256 } from "../../handoff/manifest.js";
import type { Host } from "../../host.js";
import { add, emptyTally, type Tally } from "../../replay/tally.js";
import { type Tie, type Ties, tieKinds } from "../../replay/ties.js";
import { isJsonObject, readJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { streamBytes } from "../../source/read-text.js";
import { textLines } from "../../source/text-lines.js";
import { version } from "../../version.js";
import { LineFile } from "./line-file.js";

/** A part of a replay, as its file holds it. */
export interface Part {
  readonly mi_braze: string;
  /** Of the config, so that parts of different ones are not added up. */
  readonly config: string;
  /** Of the config that it is compared with; null where there is none. */
  readonly compared: string | null;
  readonly files: readonly string[];
  readonly shard: { readonly index: number; readonly of: number };
  readonly tally: Tally;
}

export const configHash = (config: Config): string => sha256(config.source.text);

/**
 * Written a line at a time: what all of it is about, then who was sent as whom, and a hash of the rest on its last line, so
 * that a part that was cut off or changed adds nothing wrong.
 */
export async function writePart(
  host: Host,
  path: string,
  part: Omit<Part, "mi_braze">,
  ties: Ties,
): Promise<void> {
  const file = await LineFile.at(host, path);
  const hash = createHash("sha256");
  const add = async (line: string) => {
    hash.update(`${line}\n`);
    await file.add(line);
  };
  await add(jsonText({ mi_braze: version(), ...part }));
  for (const kind of tieKinds)
    for (const [id, tie] of ties[kind].entries()) await add(jsonText([kind, id, tie]));
  await file.add(hash.digest("hex"));
  await file.finish();
}

/**
 * The whole of which these are the parts, each of them once.
 * @param ties what theirs are added to
 * @throws UserError where one cannot be read, is missing, is none, or belongs to another replay
 */
export async function wholeOf(
  host: Host,
  paths: readonly string[],
  config: Config,
  ties: Ties,
): Promise<{ readonly tally: Tally; readonly files: readonly string[] }> {
  const own = configHash(config);
  const seen = new Map<number, string>();
  let first: { readonly name: string; readonly part: Part } | undefined;
  const tally = emptyTally();
  for (const path of paths) {
    const name = shownPath(host, resolve(host.cwd, path));
    const part = await readPart(host, path, ties, (part) => {
      const refuse = (why: string) =>
        refused(`"${name}" ${why}`, ["Run the replay of each part again, with the same config and files."]);
      if (part.mi_braze !== version())
        throw refuse(`was made by mi-braze ${part.mi_braze}, and this is ${version()}`);
      if (part.config !== own) throw refuse("was made with another config");
      if (first && sameReplay(part) !== sameReplay(first.part))
        throw refuse(`and "${first.name}" are parts of different replays`);
      const twice = seen.get(part.shard.index);
      if (twice !== undefined) throw refuse(`is the same part as "${twice}"`);
    });
    first ??= { name, part };
    seen.set(part.shard.index, name);
    add(tally, part.tally);
  }
  const of = first?.part.shard.of ?? 0;
  const missing = Array.from({ length: of }, (_, index) => index).filter((index) => !seen.has(index));
  if (missing.length > 0)
    throw refused(
      `of ${of} parts, ${missing.length === 1 ? "part" : "parts"} ${missing.map((index) => index + 1).join(", ")} ${missing.length === 1 ? "is" : "are"} missing`,
      ["Run what is missing; what the others have counted stays."],
    );
  return { tally, files: first?.part.files ?? [] };
}

/** What all parts of one replay have alike. */
const sameReplay = ({ compared, files, shard }: Part): string => jsonText([compared, files, shard.of]);

/** @param check is asked before what is in it is added */
async function readPart(host: Host, path: string, ties: Ties, check: (part: Part) => void): Promise<Part> {
  const file = resolve(host.cwd, path);
  const name = shownPath(host, file);
  const hash = createHash("sha256");
  let part: Part | undefined;
  const take = (line: string) => {
    if (!part && !line.startsWith('{"mi_braze":'))
      throw refused(`"${name}" is not a part of a replay`, [
        "Parts are made by mi-braze replay EVENTS… --shard 1/4 --part FILE.",
      ]);
    const read = readJson(line);
    if (read === undefined) throw cutOff(name);
    if (part) {
      if (!isTied(read)) throw cutOff(name);
      const [kind, id, tie] = read;
      return ties[kind].add(id, tie);
    }
    if (!isPart(read)) throw cutOff(name);
    part = read;
    check(part);
  };
  // The last line is not one of the others.
  let last: string | undefined;
  try {
    for await (const line of textLines(streamBytes(host, file))) {
      if (last !== undefined) {
        hash.update(`${last}\n`);
        take(last);
      }
      last = line;
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError([unread(name, error)], 3);
  }
  if (!part) take(last ?? "");
  if (!part || last !== hash.digest("hex")) throw cutOff(name);
  return part;
}

/** As far as it is read before the hash on the last line is known. */
const isPart = (read: unknown): read is Part =>
  isJsonObject(read) &&
  [read.mi_braze, read.config].every((text) => typeof text === "string") &&
  isJsonObject(read.shard) &&
  isJsonObject(read.tally) &&
  Array.isArray(read.files);

const isTied = (read: unknown): read is [kind: keyof Ties, id: string, tie: Tie] => {
  if (!Array.isArray(read)) return false;
  const [kind, id, tie] = read;
  return tieKinds.includes(kind) && typeof id === "string" && isJsonObject(tie) && Array.isArray(tie.first);
};

const cutOff = (name: string): UserError =>
  refused(`"${name}" was cut off, or changed after it was written`, ["Run the replay of this part again."]);

const refused = (message: string, notes: readonly string[]): UserError =>
  new UserError([unreadableFile.report(message, { notes: [...notes] })], 3);
