import { readJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { type Entry, keys, type Person } from "./person.js";

/** People as they are now, and as they were frozen before. */
interface Thawed {
  readonly frozen?: FrozenPeople | undefined;
  readonly size: number;
  readonly joined: number;
  /** Those that are not as they were frozen, by their numbers. */
  readonly changed: ReadonlyMap<number, Entry>;
  /** Ids that are new since, with the numbers of whose they are. */
  readonly added: ReadonlyMap<string, number>;
}

/**
 * People as bytes: a line each, where each begins, and a table of the ids' hashes. Nothing is read but what is asked for.
 */
export class FrozenPeople {
  readonly size: number;
  readonly joined: number;
  readonly #lines: Buffer;
  readonly #begins: Uint32Array;
  /** Pairs of a hash and a number from 1 on, in open addressing. */
  readonly #table: Uint32Array;

  /** @throws Error if the bytes are not as they were written */
  constructor(bytes: Buffer) {
    const head = Buffer.from(bytes.subarray(0, headBytes));
    const [size, joined, lines, slots] = new Uint32Array(head.buffer, head.byteOffset, 4);
    this.size = size!;
    this.joined = joined!;
    this.#lines = bytes.subarray(headBytes, headBytes + lines!);
    const begins = headBytes + lines!;
    const table = begins + (size! + 1) * 4;
    this.#begins = numbersIn(bytes.subarray(begins, table));
    this.#table = numbersIn(bytes.subarray(table, table + slots! * 8));
    if (this.#begins.length !== size! + 1 || this.#table.length !== slots! * 2) throw new Error("cut off");
  }

  entry(number: number): Entry {
    const line = this.#lines.toString("utf8", this.#begins[number], this.#begins[number + 1]);
    const read = readJson(line) as number | Row;
    if (typeof read === "number") return read;
    const [user_id, anonymous_ids, events, flags = []] = read;
    return { user_id, anonymous_ids: new Set(anonymous_ids), events, flags: new Set(flags) };
  }

  find(key: string): number | undefined {
    const hash = hashOf(key);
    const slots = this.#table.length / 2;
    for (let slot = hash % slots; this.#table[slot * 2 + 1] !== 0; slot = (slot + 1) % slots) {
      if (this.#table[slot * 2] !== hash) continue;
      const number = this.#table[slot * 2 + 1]! - 1;
      const entry = this.entry(number);
      if (has(typeof entry === "number" ? (this.entry(entry) as Person) : entry, key)) return number;
    }
    return undefined;
  }

  /** The people as they are now, as bytes; undefined if they are more than such bytes can hold. */
  static from(people: Thawed): Buffer[] | undefined {
    const before = people.frozen;
    const begins = new Uint32Array(people.size + 1);
    const pieces: Buffer[] = [];
    let length = 0;
    const add = (piece: Buffer) => {
      pieces.push(piece);
      length += piece.length;
    };
    let lines: string[] = [];
    let waiting = 0;
    const flush = () => {
      add(Buffer.from(lines.join("")));
      lines = [];
      waiting = 0;
    };
    for (let number = 0; number < people.size; number++) {
      if (length + waiting > mostLineBytes) return undefined;
      begins[number] = length + waiting;
      const changed = people.changed.get(number);
      if (changed !== undefined) {
        const line = jsonText(typeof changed === "number" ? changed : rowOf(changed));
        lines.push(line);
        waiting += Buffer.byteLength(line);
        if (lines.length === 10_000) flush();
      } else {
        flush();
        // A run of people that are as they were is taken over in one piece.
        const first = number;
        while (number + 1 < before!.size && !people.changed.has(number + 1)) number++;
        const [start, end] = [before!.#begins[first]!, before!.#begins[number + 1]!];
        for (let one = first; one <= number; one++) begins[one] = length + before!.#begins[one]! - start;
        add(before!.#lines.subarray(start, end));
      }
    }
    flush();
    begins[people.size] = length;
    const table = tableOf(people, before ? before.#table : undefined);
    const head = new Uint32Array(headBytes / 4);
    head.set([people.size, people.joined, length, table.length / 2]);
    return [bytesOf(head), ...pieces, bytesOf(begins), bytesOf(table)];
  }
}

type Row = [user_id: string | null, anonymous_ids: string[], events: number, flags?: string[]];

const headBytes = 16;
const mostLineBytes = 4_000_000_000;

function rowOf({ user_id, anonymous_ids, events, flags }: Person): Row {
  const row: Row = [user_id, [...anonymous_ids], events];
  if (flags.size > 0) row.push([...flags]);
  return row;
}

const has = ({ user_id, anonymous_ids }: Person, key: string): boolean =>
  (user_id !== null && keys.known(user_id) === key) ||
  (key.startsWith(keys.anonymous("")) && anonymous_ids.has(key.slice(1)));

function tableOf(people: Thawed, before: Uint32Array | undefined): Uint32Array {
  let count = people.added.size;
  for (let slot = 1; slot < (before?.length ?? 0); slot += 2) if (before![slot] !== 0) count++;
  const slots = Math.max(8, 2 * count);
  const table = new Uint32Array(slots * 2);
  const add = (hash: number, number: number) => {
    let slot = hash % slots;
    while (table[slot * 2 + 1] !== 0) slot = (slot + 1) % slots;
    table[slot * 2] = hash;
    table[slot * 2 + 1] = number + 1;
  };
  for (let slot = 0; slot < (before?.length ?? 0); slot += 2)
    if (before![slot + 1] !== 0) add(before![slot]!, before![slot + 1]! - 1);
  for (const [key, number] of people.added) add(hashOf(key), number);
  return table;
}

/** FNV-1a. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Copied, so that they begin where numbers may. */
function numbersIn(bytes: Buffer): Uint32Array {
  const copy = new Uint8Array(bytes);
  return new Uint32Array(copy.buffer, 0, Math.floor(copy.length / 4));
}

const bytesOf = (numbers: Uint32Array): Buffer =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
