import type { FrozenPeople } from "./frozen-people.js";
import { type Entry, type Ids, keys, type Person } from "./person.js";

/**
 * The people whom events belong to, by the rules that Braze's partner page gives for ids. Each has a number, in order of
 * arrival. Those of an earlier run stay frozen until an event of theirs arrives: a million are there at once.
 */
export class People {
  readonly #entries = new Map<number, Entry>();
  readonly #numbers = new Map<string, number>();
  #size: number;
  /** Numbers that stand for another. */
  #joined: number;

  constructor(readonly frozen?: FrozenPeople) {
    this.#size = frozen?.size ?? 0;
    this.#joined = frozen?.joined ?? 0;
  }

  get count(): number {
    return this.#size - this.#joined;
  }

  /** The number after the last one. */
  get size(): number {
    return this.#size;
  }

  get joined(): number {
    return this.#joined;
  }

  /** Those that are not as they were frozen. */
  get changed(): ReadonlyMap<number, Entry> {
    return this.#entries;
  }

  /** Ids that were not there when the others were frozen. */
  get added(): ReadonlyMap<string, number> {
    return this.#numbers;
  }

  /** Up to `most` people with lower numbers than `before`, the latest first. */
  latest(most: number, before = this.#size): { number: number; person: Person }[] {
    const found: { number: number; person: Person }[] = [];
    for (let number = Math.min(before, this.#size) - 1; number >= 0 && found.length < most; number--) {
      const person = this.#entries.get(number) ?? this.frozen!.entry(number);
      if (typeof person !== "number") found.push({ number, person });
    }
    return found;
  }

  /** Counts an event to whom it belongs. @returns what would merge the wrong people, or nobody */
  join({ user_id, anonymous_id }: Ids, isIdentify: boolean): string[] {
    const owner = anonymous_id === null ? undefined : this.#numberOf(keys.anonymous(anonymous_id));
    const flags: string[] = [];
    let number: number;
    if (user_id !== null) {
      number = this.#numberOf(keys.known(user_id)) ?? this.#add(keys.known(user_id), user_id);
      const other = owner === undefined || owner === number ? null : this.#person(owner).user_id;
      if (other !== null)
        flags.push(`anonymous_id ${anonymous_id} belongs to ${other}, but arrives with ${user_id}`);
      else if (anonymous_id !== null && isIdentify) this.#identify(number, anonymous_id, owner);
    } else if (anonymous_id !== null) {
      number = owner ?? this.#add(keys.anonymous(anonymous_id), null);
      const person = this.#person(number);
      person.anonymous_ids.add(anonymous_id);
      if (person.user_id !== null)
        flags.push(
          `anonymous_id ${anonymous_id} belongs to the known user ${person.user_id}, but arrives without the user_id`,
        );
    } else return [];
    const person = this.#person(number);
    person.events++;
    for (const flag of flags) person.flags.add(flag);
    return flags;
  }

  /** The number of the person whom an event with these ids belongs to. */
  ownerOf({ user_id, anonymous_id }: Ids): number | undefined {
    if (user_id !== null) return this.#numberOf(keys.known(user_id));
    return anonymous_id === null ? undefined : this.#numberOf(keys.anonymous(anonymous_id));
  }

  #identify(known: number, anonymous_id: string, owner: number | undefined): void {
    const person = this.#person(known);
    person.anonymous_ids.add(anonymous_id);
    if (owner === undefined) this.#numbers.set(keys.anonymous(anonymous_id), known);
    else if (owner !== known) {
      const anonymous = this.#person(owner);
      person.events += anonymous.events;
      for (const one of anonymous.anonymous_ids) person.anonymous_ids.add(one);
      for (const flag of anonymous.flags) person.flags.add(flag);
      this.#entries.set(owner, known);
      this.#joined++;
    }
  }

  #add(key: string, user_id: string | null): number {
    const number = this.#size++;
    this.#entries.set(number, { user_id, anonymous_ids: new Set(), events: 0, flags: new Set() });
    this.#numbers.set(key, number);
    return number;
  }

  #entry(number: number): Entry {
    const changed = this.#entries.get(number);
    if (changed !== undefined) return changed;
    const entry = this.frozen!.entry(number);
    this.#entries.set(number, entry);
    return entry;
  }

  #person(number: number): Person {
    const entry = this.#entry(number);
    return typeof entry === "number" ? this.#person(entry) : entry;
  }

  #numberOf(key: string): number | undefined {
    const number = this.#numbers.get(key) ?? this.frozen?.find(key);
    if (number === undefined) return undefined;
    const entry = this.#entry(number);
    // An anonymous person becomes a known one once, and a known one stays.
    return typeof entry === "number" ? entry : number;
  }
}
