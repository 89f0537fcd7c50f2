import { resolve } from "node:path";
import { shownPath, unread } from "../../braze/read-source.js";
import type { Config } from "../../config/model/config.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import { sha256 } from "../../handoff/manifest.js";
import type { Host } from "../../host.js";
import { add, emptyTally, type Tally } from "../../replay/tally.js";
import { readJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { readBytes, textOf } from "../../source/read-text.js";
import type { Source } from "../../source/source.js";
import { version } from "../../version.js";

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

/** With a hash of the rest on its last line, so that a part that was cut off or changed adds nothing wrong. */
export function partText(part: Omit<Part, "mi_braze">): string {
  const text = jsonText({ mi_braze: version(), ...part });
  return `${text}\n${sha256(text)}\n`;
}

/** In bytes: some millions of people. Nobody wrote them, so there is no credential to look for in them. */
const longest = 400_000_000;

/** @throws UserError where one cannot be read */
export async function readParts(host: Host, paths: readonly string[]): Promise<Source[]> {
  const sources: Source[] = [];
  for (const path of paths) {
    const name = shownPath(host, resolve(host.cwd, path));
    try {
      sources.push({ name, text: textOf(await readBytes(host, resolve(host.cwd, path), longest)) });
    } catch (error) {
      throw new UserError([unread(name, error)], 3);
    }
  }
  return sources;
}

/**
 * The whole of which these are the parts, each of them once.
 * @throws UserError where one is missing, is none, or belongs to another replay
 */
export function wholeOf(
  sources: readonly Source[],
  config: Config,
): { readonly tally: Tally; readonly files: readonly string[] } {
  const parts = sources.map((source) => ({ source, part: read(source) }));
  const [first] = parts;
  if (!first) return { tally: emptyTally(), files: [] };
  const { of } = first.part.shard;
  const own = configHash(config);
  const seen = new Map<number, string>();
  for (const { source, part } of parts) {
    const refuse = (why: string) =>
      refused(`"${source.name}" ${why}`, [
        "Run the replay of each part again, with the same config and files.",
      ]);
    if (part.mi_braze !== version())
      throw refuse(`was made by mi-braze ${part.mi_braze}, and this is ${version()}`);
    if (part.config !== own) throw refuse("was made with another config");
    if (sameReplay(part) !== sameReplay(first.part))
      throw refuse(`and "${first.source.name}" are parts of different replays`);
    const twice = seen.get(part.shard.index);
    if (twice !== undefined) throw refuse(`is the same part as "${twice}"`);
    seen.set(part.shard.index, source.name);
  }
  const missing = Array.from({ length: of }, (_, index) => index).filter((index) => !seen.has(index));
  if (missing.length > 0)
    throw refused(
      `of ${of} parts, ${missing.length === 1 ? "part" : "parts"} ${missing.map((index) => index + 1).join(", ")} ${missing.length === 1 ? "is" : "are"} missing`,
      ["Run what is missing; what the others have counted stays."],
    );
  const tally = emptyTally();
  for (const { part } of parts.sort((a, b) => a.part.shard.index - b.part.shard.index))
    add(tally, part.tally);
  return { tally, files: first.part.files };
}

/** What all parts of one replay have alike. */
const sameReplay = ({ compared, files, shard }: Part): string => jsonText([compared, files, shard.of]);

function read(source: Source): Part {
  const [text = "", hash] = source.text.split("\n");
  if (!text.startsWith('{"mi_braze":'))
    throw refused(`"${source.name}" is no part of a replay`, [
      "Parts are made by mi-braze replay EVENTS… --shard 1/4 --part FILE.",
    ]);
  if (hash !== sha256(text))
    throw refused(`"${source.name}" was cut off, or changed after it was written`, [
      "Run the replay of this part again.",
    ]);
  return readJson(text) as unknown as Part;
}

const refused = (message: string, notes: readonly string[]): UserError =>
  new UserError([unreadableFile.report(message, { notes: [...notes] })], 3);
