import { hash } from "node:crypto";
import { isJsonObject, type Json, type OrderedJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { type Breach, checkPayload } from "../contract/contract.js";
import { documentedProfile, ownWord, type Profile } from "../contract/profile.js";
import type { FrozenPeople } from "./frozen-people.js";
import type { Payload } from "./payload.js";
import { People } from "./people.js";
import type { Ids } from "./person.js";

/** An accepted event. */
export interface SandboxEvent {
  readonly request_id: string;
  readonly received: string;
  readonly type: string | null;
  readonly event: string | null;
  readonly user_id: string | null;
  readonly anonymous_id: string | null;
  readonly payload: Json | OrderedJson;
  readonly warnings: readonly string[];
}

/** A person, as far as the ids show. */
export interface SandboxProfile {
  readonly user_id: string | null;
  readonly anonymous_ids: readonly string[];
  /** Ids of the events, in order of arrival. */
  readonly events: readonly string[];
  /** Anything that would merge the wrong people, or nobody. */
  readonly flags: readonly string[];
}

/** A received event: stored by the journal, and restored from it. */
export interface Receipt extends Payload {
  readonly id: string;
  readonly at: string;
  /** The payload as it is written, where somebody has it already. */
  readonly body?: string;
}

/** The payload as it is written, on one line. */
export const bodyOf = ({ body, written, payload }: Pick<Receipt, "body" | "written" | "payload">): string =>
  body ?? jsonText(written ?? payload);

/** The latest events of a journal's beginning, with what was said of them by those before. */
export interface Recalled {
  readonly receipt: Receipt;
  readonly flags: readonly string[];
}

/** An event, and what those before it make of it. */
interface Held extends Recalled {
  /** Made when somebody asks for it. */
  event?: SandboxEvent;
}

/** What stands for a payload, and the id of the event that it came with first. */
export type Bodies = readonly (readonly [body: string, id: string])[];

/** A payload that comes again is told among at least so many of the latest. */
const leastBodies = 20_000;

/** The latest payloads. Two maps, of which the older is dropped as a whole: to take out one at a time takes far longer. */
class LatestBodies {
  #older: ReadonlyMap<string, string> = new Map();
  #latest = new Map<string, string>();

  /** @returns the id of the event that the payload came with before, if it did */
  first(body: string, id: string): string | undefined {
    const before = this.#latest.get(body) ?? this.#older.get(body);
    if (before !== undefined) return before;
    this.#latest.set(body, id);
    if (this.#latest.size >= leastBodies) {
      this.#older = this.#latest;
      this.#latest = new Map();
    }
    return undefined;
  }

  all(): Bodies {
    return [...this.#older, ...this.#latest];
  }
}

/** Events and the people they belong to. */
export class SandboxStore {
  #held: Held[] = [];
  #dropped = 0;
  #people = new People();
  readonly #bodies = new LatestBodies();

  constructor(private readonly profile: Profile = documentedProfile) {}

  /** Those that are in memory, in order of arrival. */
  get events(): readonly SandboxEvent[] {
    return this.#held.map(this.#eventOf);
  }

  /** How many there were before those in memory. */
  get dropped(): number {
    return this.#dropped;
  }

  get count(): number {
    return this.#dropped + this.#held.length;
  }

  get people(): People {
    return this.#people;
  }

  /** Up to `most` events before the one with the number `before`, the latest first. */
  latest(most: number, before = this.count): SandboxEvent[] {
    const end = before - this.#dropped;
    return end <= 0
      ? []
      : this.#held
          .slice(Math.max(0, end - most), end)
          .map(this.#eventOf)
          .reverse();
  }

  /** The people, with the ids of their events that are in memory. */
  get profiles(): SandboxProfile[] {
    const owned = this.owned();
    for (const { receipt } of this.#held) owned.add(receipt);
    return owned.profiles();
  }

  /** Finds whose events are. */
  owned(): Owned {
    return new Owned(this.#people, this.profile);
  }

  /** The same names, and nothing taken. */
  empty(): SandboxStore {
    return new SandboxStore(this.profile);
  }

  /** An event that is not in memory, as far as it tells itself. */
  shown(receipt: Receipt): SandboxEvent {
    return this.#event(receipt, []);
  }

  /** Changes where ids are elsewhere in events. */
  get names(): string {
    return jsonText([this.profile.names, this.profile.values]);
  }

  /** What an earlier run came to: its people, and of its events the latest. */
  restore(
    { events, people, bodies }: { events: number; people: FrozenPeople; bodies: Bodies },
    recalled: readonly Recalled[],
  ): void {
    this.#people = new People(people);
    this.#held = recalled.map((one) => ({ ...one }));
    this.#dropped = events - recalled.length;
    for (const [body, id] of bodies) this.#bodies.first(body, id);
  }

  /** Leaves no more than the latest in memory. */
  keep(most: number): void {
    const more = this.#held.length - most;
    if (more <= 0) return;
    this.#held = this.#held.slice(more);
    this.#dropped += more;
  }

  /** What stands for the latest payloads. */
  get bodies(): Bodies {
    return this.#bodies.all();
  }

  /** What was said of the latest events by those before them. */
  flagged(most: number): [id: string, flags: readonly string[]][] {
    return this.#held
      .slice(-most)
      .filter(({ flags }) => flags.length > 0)
      .map(({ receipt, flags }) => [receipt.id, flags]);
  }

  /** What the contract says of a payload. */
  check({ at, payload }: Receipt): string[] {
    return checkPayload(payload, { profile: this.profile, now: new Date(at) }).map(told);
  }

  /** @returns the event, with its warnings */
  take(receipt: Receipt, checked: readonly string[] = this.check(receipt)): SandboxEvent {
    this.reload(receipt);
    const held = this.#held.at(-1)!;
    held.event = this.#event(receipt, held.flags, checked);
    return held.event;
  }

  /** Takes an event of an earlier run; what the contract says of it is asked for when somebody looks. */
  reload(receipt: Receipt): void {
    const { id, payload } = receipt;
    const { names, values } = this.profile;
    const type = textOf(payload, names.type);
    const flags = this.#people.join(
      idsOf(payload, this.profile),
      type !== null && ownWord(values.type, type) === "identify",
    );
    const before = this.#bodies.first(digestOf(receipt), id);
    if (before) flags.push(`the same payload arrived before, as ${before}; duplicates are not detected`);
    this.#held.push({ receipt, flags });
  }

  readonly #eventOf = (held: Held): SandboxEvent => {
    held.event ??= this.#event(held.receipt, held.flags);
    return held.event;
  };

  #event(
    receipt: Receipt,
    flags: readonly string[],
    checked: readonly string[] = this.check(receipt),
  ): SandboxEvent {
    const { names } = this.profile;
    const { id, at, payload, written = payload } = receipt;
    return {
      request_id: id,
      received: at,
      type: textOf(payload, names.type),
      event: textOf(payload, names.event),
      ...idsOf(payload, this.profile),
      payload: written,
      warnings: [...checked, ...flags],
    };
  }
}

/** Events by the people they belong to. */
class Owned {
  readonly #events = new Map<number, string[]>();

  constructor(
    private readonly people: People,
    private readonly profile: Profile,
  ) {}

  add({ id, payload }: Receipt): void {
    const owner = this.people.ownerOf(idsOf(payload, this.profile));
    if (owner === undefined) return;
    const theirs = this.#events.get(owner);
    if (theirs) theirs.push(id);
    else this.#events.set(owner, [id]);
  }

  profiles(): SandboxProfile[] {
    return this.people
      .latest(Number.POSITIVE_INFINITY)
      .reverse()
      .toSorted((a, b) => Number(a.person.user_id === null) - Number(b.person.user_id === null))
      .map(({ number, person }) => ({
        user_id: person.user_id,
        anonymous_ids: [...person.anonymous_ids],
        events: this.#events.get(number) ?? [],
        flags: [...person.flags],
      }));
  }
}

function textOf(payload: Json, name: string): string | null {
  const value = isJsonObject(payload) && Object.hasOwn(payload, name) ? payload[name] : undefined;
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

const idsOf = (payload: Json, { names }: Profile): Ids => ({
  user_id: textOf(payload, names.user_id),
  anonymous_id: textOf(payload, names.anonymous_id),
});

/** Stands for a payload: the texts of all would be too many. */
const digestOf = (receipt: Receipt): string => hash("sha1", bodyOf(receipt), "base64");

const told = ({ kind: { code }, path, message }: Breach): string =>
  `${code} ${path === "" ? "" : `${path}: `}${message}`;
