/** A map with one entry more, or another value in one; the first one stays as it is. Its order is that of a Map. */
export function withEntry<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
  value: Value,
): ReadonlyMap<Key, Value> {
  if (map instanceof Layered) return map.with(key, value);
  return map.size < small ? new Map(map).set(key, value) : new Layered(map, new Map([[key, value]]));
}

const small = 64;

/**
 * A large map and what was changed since. A copy shares the large one and copies the changes, which are written into a
 * new large one before they are many: n entries, one after the other, cost n√n and not n².
 */
class Layered<Key, Value> implements ReadonlyMap<Key, Value> {
  readonly #base: ReadonlyMap<Key, Value>;
  readonly #changes: ReadonlyMap<Key, Value>;
  readonly size: number;

  constructor(base: ReadonlyMap<Key, Value>, changes: ReadonlyMap<Key, Value>) {
    this.#base = base;
    this.#changes = changes;
    let added = 0;
    for (const key of changes.keys()) if (!base.has(key)) added++;
    this.size = base.size + added;
  }

  with(key: Key, value: Value): Layered<Key, Value> {
    const changes = new Map(this.#changes).set(key, value);
    const isMany = changes.size * changes.size > this.#base.size;
    return isMany
      ? new Layered(new Map([...this.#base, ...changes]), new Map())
      : new Layered(this.#base, changes);
  }

  get(key: Key): Value | undefined {
    return this.#changes.has(key) ? this.#changes.get(key) : this.#base.get(key);
  }

  has(key: Key): boolean {
    return this.#changes.has(key) || this.#base.has(key);
  }

  forEach(run: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this) run(value, key, this);
  }

  *[Symbol.iterator](): MapIterator<[Key, Value]> {
    for (const [key, value] of this.#base)
      yield [key, this.#changes.has(key) ? this.#changes.get(key)! : value];
    for (const entry of this.#changes) if (!this.#base.has(entry[0])) yield entry;
  }

  entries(): MapIterator<[Key, Value]> {
    return this[Symbol.iterator]();
  }

  *keys(): MapIterator<Key> {
    for (const [key] of this) yield key;
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this) yield value;
  }
}
