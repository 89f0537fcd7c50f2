import type { dataNamespaces } from "../braze/data.js";
import type { ProfileField } from "../braze/profile-fields.js";
import type {
  ArrayProperty,
  Campaign,
  DataSource,
  Meaning,
  PathPart,
  Precondition,
  Property,
  ReadProperty,
  ScalarProperty,
  Surrounding,
  Test,
} from "../config/model/config.js";
import type { OrderedJson } from "../source/json.js";
import { nounOf, nounOfEvent } from "./believable.js";
import { sampleHole, sampleList, sampleScalar } from "./sample.js";

export type DataKind = keyof typeof dataNamespaces;
export type ProfileKind = ProfileField;

/** A user and an event made from the config alone, such that the campaign sends them wherever it can. */
export interface SampleEvent {
  /** The fields of the user's profile that are read. */
  readonly profile: ReadonlyMap<ProfileKind, string>;
  /** By namespace, names and their values. */
  readonly data: ReadonlyMap<DataKind, ReadonlyMap<string, OrderedJson>>;
}

const profileValues: Readonly<Record<ProfileKind, string>> = {
  external_id: "user-12345",
  braze_id: "65a1b2c3d4e5f60718293a4b",
  email_address: "someone@example.com",
  phone_number: "+15555550100",
  time_zone: "America/New_York",
  device_id: "device-12345",
};

export function sampleEvent(config: Meaning, campaign: Campaign): SampleEvent {
  const { identity, timestamp, timezone } = config;
  const event = new Filling();
  event.meeting(campaign.preconditions.flatMap(whatIsAsked), () => {
    for (const rule of [identity.userId, identity.anonymousId]) if (rule) event.set(rule.from, "user-12345");
    event.set(timestamp, "2023-11-14T22:13:20Z");
    event.set(timezone.from, profileValues.time_zone);
    event.fill(campaign.properties, nounOfEvent(campaign.event));
  });
  return event;
}

/** What has to be there so that the event is sent. */
function whatIsAsked({ key, from, test }: Precondition): Test[] {
  if (key === "only_if") return [{ from, test }];
  return test === "absent" ? [{ from, test: "present" }] : [];
}

/** Takes values in; what is there already stays. */
class Filling implements SampleEvent {
  readonly profile = new Map<ProfileKind, string>();
  readonly data = new Map<DataKind, Map<string, OrderedJson>>();
  /** The list item and the object that are being filled. */
  #around: Readonly<Record<Surrounding, OrderedJson>> = { item: new Map(), object: new Map() };

  /** A value that is asked for comes before what fills its place; any value will do where there is none yet after that. */
  meeting(tests: readonly Test[], fill: () => void): void {
    for (const { from, test } of tests) if (typeof test !== "string") this.set(from, test[0]);
    fill();
    for (const { from, test } of tests) if (test === "present") this.set(from, "example");
  }

  /** @param of what the object is that holds them */
  fill(properties: readonly Property[], of: string | undefined): void {
    for (const property of properties) {
      if (property.type === "constant") continue;
      if (property.type === "gathered") this.fill(property.properties, nounOf(property.name));
      else if ("text" in property && property.text) {
        for (const [hole, from] of property.from.entries()) this.set(from, sampleHole(property, hole));
      } else this.set(property.from[0], this.#valueOf(property, of));
    }
  }

  set(from: DataSource, value: OrderedJson): void {
    if (from.kind === "now") return;
    if (!("path" in from)) {
      this.profile.set(from.kind, profileValues[from.kind]);
      return;
    }
    if (from.kind === "item" || from.kind === "object") {
      const filled = from.path.length === 0 ? value : placed(this.#around[from.kind], from.path, value);
      this.#around = { ...this.#around, [from.kind]: filled };
      return;
    }
    const names = this.data.get(from.kind) ?? new Map<string, OrderedJson>();
    this.data.set(from.kind, placed(names, [from.name, ...from.path], value) as Map<string, OrderedJson>);
  }

  #valueOf(property: ReadProperty, of: string | undefined): OrderedJson {
    switch (property.type) {
      case "object":
        return this.#inside("object", property.properties, [], property.name);
      case "array":
        return this.#listOf(property);
      case "json":
        return property.example ?? sampleScalar("json", property.name);
      case "string":
      case "number":
      case "integer":
      case "boolean":
      case "datetime":
      case "url":
        return scalarOf(property, of);
    }
  }

  #listOf({ items, name, split, where, example }: ArrayProperty): OrderedJson {
    const isPlain = items.kind === "scalar";
    if (isPlain && Array.isArray(example)) return split === undefined ? example : example.join(split);
    const item = isPlain
      ? sampleScalar(items.type, name)
      : this.#inside("item", items.properties, where, name);
    return split === undefined ? [item] : String(item);
  }

  /** What an object or item has to hold for its properties to be there. */
  #inside(
    what: Surrounding,
    properties: readonly Property[],
    tests: readonly Test[],
    name: string,
  ): OrderedJson {
    const before = this.#around;
    this.#around = { ...before, [what]: new Map() };
    this.meeting(tests, () => this.fill(properties, nounOf(name)));
    const inner = this.#around[what];
    // What an object's properties read of the item around it stays there.
    this.#around = { ...this.#around, [what]: before[what] };
    return inner;
  }
}

function scalarOf(property: ScalarProperty, of: string | undefined): OrderedJson {
  const { type, name, map, scaling, join, example } = property;
  const [code] = map?.values.keys() ?? [];
  if (code !== undefined) return code;
  if (join !== undefined) return sampleList(name);
  if (scaling && scaling.factor !== "1") return 1999;
  return example ?? sampleScalar(type, name, of);
}

/** A value at a path within another, unless something is there. */
function placed(within: OrderedJson | undefined, path: readonly PathPart[], value: OrderedJson): OrderedJson {
  const [part, ...rest] = path;
  if (part === undefined) return within ?? value;
  if (typeof part === "number") {
    const list = Array.isArray(within) ? [...within] : [];
    // A sparse list has no JSON.
    for (let at = list.length; at < part && at < 10; at++) list.push(null);
    list[Math.min(part, list.length)] = placed(list[part], rest, value);
    return list;
  }
  if (within !== undefined && !(within instanceof Map)) return within;
  return new Map([...(within ?? []), [part, placed(within?.get(part), rest, value)]]);
}
