import type { Scratch } from "../host.js";
import { textOfUtf8, utf8 } from "../source/bytes.js";
import { hashed, idBytes, readId, writeId } from "./hashed-ids.js";
import { type Layout, Sorted } from "./sorted.js";

/** Characters of texts that are held in memory; of more, all are on disk. */
const mostHeld = 50_000_000;

/** Texts by id. However many there are, only some of them are in memory. */
export class UserTexts {
  #held = new Map<string, string>();
  #length = 0;
  #disk: TextsOnDisk | undefined;

  /** @param scratch opens a place for what is not held in memory */
  constructor(
    private readonly scratch: () => Scratch,
    private readonly most = mostHeld,
  ) {}

  /** What was added of the same id before is forgotten. */
  add(id: string, text: string): void {
    if (this.#disk) this.#disk.add(id, text);
    else {
      this.#held.set(id, text);
      this.#length += text.length;
      if (this.#length > this.most) this.#spill();
    }
  }

  #spill(): void {
    this.#disk = new TextsOnDisk(this.scratch);
    for (const [id, text] of this.#held) this.#disk.add(id, text);
    this.#held = new Map();
  }

  /** To be asked once all are added. */
  find(id: string): string | undefined {
    return this.#disk ? this.#disk.find(id) : this.#held.get(id);
  }
}

/** Where a text is on disk. */
interface Place {
  at: number;
  bytes: number;
}

const placeLayout: Layout<Place> = {
  bytes: 12,
  write({ at, bytes }, view, offset) {
    view.setFloat64(offset, at);
    view.setUint32(offset + 8, bytes);
  },
  read: (view, offset) => ({ at: view.getFloat64(offset), bytes: view.getUint32(offset + 8) }),
  // The later one counts. An empty text takes no room: what is at the same place is written after it.
  add(to, from) {
    if (from.at > to.at || (from.at === to.at && from.bytes > to.bytes)) Object.assign(to, from);
  },
};

const entryBytes = idBytes + placeLayout.bytes;
/** Entries that are read to find one. */
const perBlock = 128;
/** Bytes that are written at a time. */
const perPiece = 1_000_000;

/** Texts one after the other, and a list of their places in the order of the hashed ids. */
class TextsOnDisk {
  readonly #texts: Scratch;
  readonly #places: Sorted<Place>;
  #index: Index | undefined;
  /** What is not written yet begins at this place. */
  readonly #piece = new Uint8Array(perPiece);
  #filled = 0;
  #last: { readonly text: string; readonly place: Place } | undefined;

  constructor(private readonly scratch: () => Scratch) {
    this.#texts = scratch();
    this.#places = new Sorted(placeLayout, scratch);
  }

  add(id: string, text: string): void {
    // A user with two ids is written once.
    if (this.#last?.text !== text) this.#last = { text, place: this.#written(utf8(text)) };
    this.#places.add(hashed(id), { ...this.#last.place });
  }

  find(id: string): string | undefined {
    if (!this.#index) {
      this.#flush();
      this.#index = new Index(this.#places.entries(), this.scratch());
    }
    const place = this.#index.find(hashed(id));
    return place && textOfUtf8(this.#texts.read(place.at, place.bytes));
  }

  #written(bytes: Uint8Array): Place {
    if (this.#filled + bytes.length > perPiece) this.#flush();
    const place = { at: this.#texts.length + this.#filled, bytes: bytes.length };
    if (bytes.length > perPiece) this.#texts.append(bytes);
    else {
      this.#piece.set(bytes, this.#filled);
      this.#filled += bytes.length;
    }
    return place;
  }

  #flush(): void {
    if (this.#filled > 0) this.#texts.append(this.#piece.subarray(0, this.#filled));
    this.#filled = 0;
  }
}

/** Places in the order of their ids, of which the first of each block is held in memory. */
class Index {
  readonly #firsts: string[] = [];
  #count = 0;

  constructor(
    entries: Iterable<readonly [id: string, place: Place]>,
    private readonly disk: Scratch,
  ) {
    const view = new DataView(new ArrayBuffer(entryBytes * perBlock));
    let filled = 0;
    const flush = () => {
      if (filled > 0) this.disk.append(new Uint8Array(view.buffer, 0, filled));
      filled = 0;
    };
    for (const [id, place] of entries) {
      if (filled === 0) this.#firsts.push(id);
      writeId(id, view, filled);
      placeLayout.write(place, view, filled + idBytes);
      filled += entryBytes;
      this.#count += 1;
      if (filled === view.byteLength) flush();
    }
    flush();
  }

  find(id: string): Place | undefined {
    const block = lastUpTo(this.#firsts.length, (at) => this.#firsts[at]! <= id);
    if (block < 0) return undefined;
    const from = block * perBlock;
    const length = Math.min(perBlock, this.#count - from);
    const bytes = this.disk.read(from * entryBytes, length * entryBytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const at = lastUpTo(length, (entry) => readId(view, entry * entryBytes) <= id) * entryBytes;
    return readId(view, at) === id ? placeLayout.read(view, at + idBytes) : undefined;
  }
}

/** The last of so many numbers from 0 that is not beyond, where all after one that is are, too; -1 where there is none. */
function lastUpTo(count: number, isNotBeyond: (at: number) => boolean): number {
  let [low, high] = [-1, count - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isNotBeyond(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
