import type { Scratch } from "../host.js";
import { idBytes, readId, writeId } from "./hashed-ids.js";

/** How values are written that all take the same number of bytes. */
export interface Layout<T> {
  readonly bytes: number;
  write(value: T, view: DataView, at: number): void;
  read(view: DataView, at: number): T;
  /** Adds what is known of the same id to what is: in whatever order that is done, it comes to the same. */
  add(to: T, from: T): void;
}

/** So many values are held before they are written to disk, and so many runs of them before they are made one. */
const most = { held: 50_000, runs: 64 };

/** Values by hashed id, in the order of these. However many there are, only some of them are in memory. */
export class Sorted<T> {
  #held = new Map<string, T>();
  #runs: Run[] = [];
  #disk: Scratch | undefined;

  /** @param scratch opens a place for what is not held in memory */
  constructor(
    private readonly layout: Layout<T>,
    private readonly scratch: () => Scratch,
    private readonly mostHeld = most.held,
  ) {}

  /** The value may be changed by what is added later. */
  add(id: string, value: T): void {
    const own = this.#held.get(id);
    if (own !== undefined) {
      this.layout.add(own, value);
      return;
    }
    this.#held.set(id, value);
    if (this.#held.size >= this.mostHeld) this.#spill();
  }

  /** Each id once. */
  *entries(): Generator<readonly [id: string, value: T]> {
    const sources = [this.#heldInOrder(), ...this.#runs.map((run) => this.#read(run))];
    const heads = sources.map((source) => source.next());
    for (;;) {
      let least: string | undefined;
      for (const { done, value } of heads)
        if (!done && (least === undefined || value[0] < least)) least = value[0];
      if (least === undefined) return;
      let found: T | undefined;
      for (const [index, head] of heads.entries()) {
        if (head.done || head.value[0] !== least) continue;
        if (found === undefined) found = head.value[1];
        else this.layout.add(found, head.value[1]);
        heads[index] = sources[index]!.next();
      }
      yield [least, found!];
    }
  }

  #spill(): void {
    const run = this.#write(this.#heldInOrder());
    this.#held = new Map();
    this.#runs.push(run);
    if (this.#runs.length >= most.runs) this.#runs = [this.#write(this.entries())];
  }

  *#heldInOrder(): Generator<readonly [string, T]> {
    for (const id of [...this.#held.keys()].sort()) yield [id, this.#held.get(id)!];
  }

  #write(entries: Iterable<readonly [string, T]>): Run {
    this.#disk ??= this.scratch();
    const size = idBytes + this.layout.bytes;
    const view = new DataView(new ArrayBuffer(size * perPiece));
    const start = this.#disk.length;
    let [count, filled] = [0, 0];
    const flush = () => {
      this.#disk!.append(new Uint8Array(view.buffer, 0, filled));
      filled = 0;
    };
    for (const [id, value] of entries) {
      writeId(id, view, filled);
      this.layout.write(value, view, filled + idBytes);
      filled += size;
      count += 1;
      if (filled === view.byteLength) flush();
    }
    flush();
    return { start, count };
  }

  *#read({ start, count }: Run): Generator<readonly [string, T]> {
    const size = idBytes + this.layout.bytes;
    for (let from = 0; from < count; from += perPiece) {
      const bytes = this.#disk!.read(start + from * size, Math.min(perPiece, count - from) * size);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let at = 0; at < bytes.length; at += size)
        yield [readId(view, at), this.layout.read(view, at + idBytes)];
    }
  }
}

/** Entries that are read or written at a time. */
const perPiece = 1000;

/** Entries that lie in order one after the other on disk. */
interface Run {
  readonly start: number;
  readonly count: number;
}
