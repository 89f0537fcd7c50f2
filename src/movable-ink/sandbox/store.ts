import { isJsonObject, type Json } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { type Breach, checkPayload } from "../contract/contract.js";
import { documentedProfile, ownWord, type Profile } from "../contract/profile.js";

/** An accepted event. */
export interface SandboxEvent {
  readonly request_id: string;
  readonly received: string;
  readonly type: string | null;
  readonly event: string | null;
  readonly user_id: string | null;
  readonly anonymous_id: string | null;
  readonly payload: Json;
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
export interface Receipt {
  readonly id: string;
  readonly at: string;
  readonly payload: Json;
}

interface MutableProfile {
  user_id: string | null;
  anonymous_ids: Set<string>;
  events: string[];
  flags: Set<string>;
}

/** Events and the people they belong to, by the rules that Braze's partner page gives for ids. */
export class SandboxStore {
  readonly #events: SandboxEvent[] = [];
  readonly #known = new Map<string, MutableProfile>();
  readonly #anonymous = new Map<string, MutableProfile>();
  readonly #bodies = new Map<string, string>();

  constructor(private readonly profile: Profile = documentedProfile) {}

  get events(): readonly SandboxEvent[] {
    return this.#events;
  }

  get profiles(): SandboxProfile[] {
    return [...new Set([...this.#known.values(), ...this.#anonymous.values()])].map((one) => ({
      user_id: one.user_id,
      anonymous_ids: [...one.anonymous_ids],
      events: one.events,
      flags: [...one.flags],
    }));
  }

  /** What the contract says of a payload. */
  check({ at, payload }: Receipt): string[] {
    return checkPayload(payload, { profile: this.profile, now: new Date(at) }).map(told);
  }

  /** @returns the event, with its warnings */
  take(receipt: Receipt, checked: readonly string[] = this.check(receipt)): SandboxEvent {
    const { id, at, payload } = receipt;
    const { names, values } = this.profile;
    const text = (name: string): string | null => {
      const value = isJsonObject(payload) && Object.hasOwn(payload, name) ? payload[name] : undefined;
      return typeof value === "string" && value.trim() !== "" ? value : null;
    };
    const type = text(names.type);
    const event = text(names.event);
    const ids = { user_id: text(names.user_id), anonymous_id: text(names.anonymous_id) };
    const warnings = [...checked];
    warnings.push(...this.#join(id, ids, type === null ? "" : ownWord(values.type, type)));
    const body = jsonText(payload);
    const before = this.#bodies.get(body);
    if (before) warnings.push(`the same payload arrived before, as ${before}; duplicates are not detected`);
    else this.#bodies.set(body, id);
    const taken: SandboxEvent = { request_id: id, received: at, type, event, ...ids, payload, warnings };
    this.#events.push(taken);
    return taken;
  }

  /** Finds the event's profile; identify moves anonymous events to the known profile. */
  #join(id: string, ids: { user_id: string | null; anonymous_id: string | null }, type: string): string[] {
    const { user_id, anonymous_id } = ids;
    const owner = anonymous_id === null ? undefined : this.#anonymous.get(anonymous_id);
    const flags: string[] = [];
    let profile: MutableProfile;
    if (user_id !== null) {
      profile = this.#known.get(user_id) ?? empty(user_id);
      this.#known.set(user_id, profile);
      if (owner && owner.user_id !== null && owner !== profile)
        flags.push(`anonymous_id ${anonymous_id} belongs to ${owner.user_id}, but arrives with ${user_id}`);
      else if (anonymous_id !== null && type === "identify") this.#link(profile, anonymous_id, owner);
    } else if (anonymous_id !== null) {
      profile = owner ?? empty(null);
      if (!owner) this.#link(profile, anonymous_id, undefined);
      if (profile.user_id !== null)
        flags.push(
          `anonymous_id ${anonymous_id} belongs to the known user ${profile.user_id}, but arrives without the user_id`,
        );
    } else return [];
    profile.events.push(id);
    for (const flag of flags) profile.flags.add(flag);
    return flags;
  }

  #link(profile: MutableProfile, anonymous_id: string, owner: MutableProfile | undefined): void {
    if (owner && owner !== profile) this.#merge(profile, owner);
    profile.anonymous_ids.add(anonymous_id);
    this.#anonymous.set(anonymous_id, profile);
  }

  #merge(known: MutableProfile, anonymous: MutableProfile): void {
    // Events from before the person was known come first.
    known.events = [...anonymous.events, ...known.events];
    for (const one of anonymous.anonymous_ids) {
      known.anonymous_ids.add(one);
      this.#anonymous.set(one, known);
    }
    for (const flag of anonymous.flags) known.flags.add(flag);
  }
}

const empty = (user_id: string | null): MutableProfile => ({
  user_id,
  anonymous_ids: new Set(),
  events: [],
  flags: new Set(),
});

const told = ({ kind: { code }, path, message }: Breach): string =>
  `${code} ${path === "" ? "" : `${path}: `}${message}`;
