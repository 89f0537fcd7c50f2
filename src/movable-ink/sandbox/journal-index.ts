import { createHash } from "node:crypto";
import { open, readFile, rename, stat, unlink } from "node:fs/promises";
import { readJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { FrozenPeople } from "./frozen-people.js";
import type { Bodies } from "./store.js";

/**
 * What the beginning of a journal comes to, so that a start need not read a million events again. It is beside the
 * journal and can be removed at any time: it is used only where the journal still begins with the very bytes that it is of.
 */
export interface JournalIndex {
  /** What the ids are called: people found by other names are others. */
  readonly names: string;
  readonly events: number;
  /** How many bytes of the journal it is of. */
  readonly bytes: number;
  /** Their hashes: each from the end of the one before. */
  readonly hashes: readonly { readonly end: number; readonly hash: string }[];
  /** When the journal was written last; one that has this time and length is not read again. */
  readonly modified: number;
  readonly lines: number;
  readonly damaged: readonly number[];
  /** Where some of the lines begin, each `blockEvents` events. */
  readonly blocks: readonly number[];
  /** What the latest events were told of by those before them, by their ids. */
  readonly flagged: readonly [id: string, flags: readonly string[]][];
  readonly bodies: Bodies;
  readonly people: FrozenPeople;
}

export const blockEvents = 1000;

const magic = "mi-braze sandbox index 1\n";
const hashBytes = 32;
const hashOf = (pieces: readonly Buffer[]): Buffer => {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};

/** @returns undefined where there is none, or none that is whole */
export async function readIndex(path: string): Promise<JournalIndex | undefined> {
  try {
    if (!(await stat(path)).isFile()) return undefined;
    const bytes = await readFile(path);
    const body = bytes.subarray(magic.length + hashBytes);
    if (bytes.toString("latin1", 0, magic.length) !== magic) return undefined;
    if (!hashOf([body]).equals(bytes.subarray(magic.length, magic.length + hashBytes))) return undefined;
    const end = body.indexOf(0x0a);
    // Its hash says that it is what `writeIndex` wrote.
    const head: unknown = readJson(body.toString("utf8", 0, end));
    return { ...(head as Omit<JournalIndex, "people">), people: new FrozenPeople(body.subarray(end + 1)) };
  } catch {
    return undefined;
  }
}

/** Writes an index as a whole or not at all. */
export async function writeIndex(
  path: string,
  head: Omit<JournalIndex, "people">,
  people: readonly Buffer[],
): Promise<void> {
  const body = [Buffer.from(`${jsonText(head)}\n`), ...people];
  // Only one sandbox has the journal, so that the name is its own; a killed one's is written over.
  const temporary = `${path}.new`;
  try {
    const file = await open(temporary, "w", 0o600);
    try {
      for (const piece of [Buffer.from(magic, "latin1"), hashOf(body), ...body]) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
}
