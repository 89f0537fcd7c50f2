import { Buffer } from "node:buffer";
import { hash } from "node:crypto";

/** Bytes of a hashed id. */
export const idBytes = 12;

/** Enough of a hash that no two ids share it by chance, in hex digits. */
export const hashed = (id: string): string => hash("sha256", id).slice(0, 2 * idBytes);

const bytesOf = ({ buffer, byteOffset }: DataView, at: number): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset + at, idBytes);

export const writeId = (id: string, view: DataView, at: number): void => {
  bytesOf(view, at).fill(0).write(id, "hex");
};

export const readId = (view: DataView, at: number): string => bytesOf(view, at).toString("hex");

/** Hashed ids that were met, in eight bytes each and some room: a day of millions has that many. */
export class SeenIds {
  /** Two numbers for each place; both are 0 where it is free. */
  #places = new Uint32Array(2 * 2 ** 12);
  #size = 0;

  /** Whether it is the first time that this one is met. */
  isNew(id: string): boolean {
    if (this.#size * 3 >= this.#places.length) this.#grow();
    const isNew = put(
      this.#places,
      Number.parseInt(id.slice(0, 8), 16),
      Number.parseInt(id.slice(8, 16), 16),
    );
    if (isNew) this.#size += 1;
    return isNew;
  }

  #grow(): void {
    const places = new Uint32Array(this.#places.length * 2);
    for (let at = 0; at < this.#places.length; at += 2)
      if (this.#places[at] !== 0 || this.#places[at + 1] !== 0)
        put(places, this.#places[at]!, this.#places[at + 1]!);
    this.#places = places;
  }
}

function put(places: Uint32Array, high: number, low: number): boolean {
  // The one id whose hash looks like a free place is kept beside it.
  if (high === 0 && low === 0) return put(places, 0, 1);
  for (let at = (2 * low) % places.length; ; at = (at + 2) % places.length) {
    if (places[at] === high && places[at + 1] === low) return false;
    if (places[at] !== 0 || places[at + 1] !== 0) continue;
    places[at] = high;
    places[at + 1] = low;
    return true;
  }
}
