import { readFileSync } from "node:fs";
import type { Fixture } from "../../braze/fixture/fixture.js";
import { readFixture } from "../../braze/fixture/read.js";
import type {
  Campaign,
  Config,
  DataSource,
  PathPart,
  Property,
  ReadProperty,
  ScalarType,
  Test,
} from "../../config/model/config.js";
import { readProperties } from "../../config/model/properties.js";
import { sourceText } from "../../generate/body/source-text.js";
import { packageFile } from "../../package-file.js";
import type { Proof } from "../../proof/prove.js";
import { isJsonObject, type Json, type JsonObject, readJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { placeOf } from "../init/fixtures.js";

/** Somebody for whom both bodies are rendered. */
export interface User {
  readonly name: string;
  /** JSON. */
  readonly text: string;
  readonly fixture: Fixture;
}

/** Data that a property is read from, and where it is in a fixture. */
interface Datum {
  readonly place: readonly PathPart[];
  readonly value: Json;
  /** As `from` has it; of an identifier, its key. */
  readonly name: string;
}

const now = "2024-05-14T09:30:00Z";
const awkward = 'Bo\'s "Deli" \\ 5\u00a0% off\nnew line 💥';

/**
 * People who try a body: everything there; texts with quotes and line breaks; numbers as strings; texts for numbers; lists of
 * none and one; each datum missing by itself; nobody's id; and the users whom the proof of the old body names.
 */
export function usersFor(config: Config, campaign: Campaign, proof: Proof): User[] {
  const data = dataOf(config, campaign);
  const whole = data.reduce<Json>(
    (json, { place, value }) => withValue(json, place, value),
    baseOf(campaign),
  );
  const changed = (change: (value: Json) => Json) =>
    data.reduce<Json>((json, { place, value }) => withValue(json, place, change(value)), whole);
  const each = (change: (scalar: Json) => Json) => changed((value) => mapped(value, change));
  const all: [string, Json][] = [
    ["everything there", whole],
    ["quotes, line breaks and emoji in each string", each((one) => (isFreeText(one) ? awkward : one))],
    ["numbers as strings", each((one) => (typeof one === "number" ? String(one) : one))],
    ["words where numbers are expected", each((one) => (typeof one === "number" ? "call us" : one))],
    ["lists without items", changed((value) => (Array.isArray(value) ? [] : value))],
    ["lists of one item", changed((value) => (Array.isArray(value) ? value.slice(0, 1) : value))],
    ["blank strings", each((one) => (isFreeText(one) ? "" : one))],
    ...data.map(({ name, place }): [string, Json] => [`without ${name}`, withValue(whole, place, undefined)]),
    ["without any of them", data.reduce<Json>((json, { place }) => withValue(json, place, undefined), whole)],
    ["without an external_id", withValue(whole, ["user", "external_id"], undefined)],
    ...witnessesOf(proof).map((witness, at): [string, Json] => [
      `whom lint names${at === 0 ? "" : ` (${at + 1})`}`,
      witness,
    ]),
  ];
  return all.flatMap(([name, json]) => {
    const text = jsonText(json);
    const { fixture } = readFixture({ name, text });
    return fixture ? [{ name, text, fixture }] : [];
  });
}

const witnessesOf = ({ witness, conditions = [] }: Proof): readonly Json[] =>
  [witness, ...conditions.map((one) => one.witness)].flatMap((one) => (one ? [one as Json] : []));

function baseOf({ trigger, slug }: Campaign): Json {
  const users = readFileSync(packageFile("templates/init/users.json"), "utf8");
  const user = (readJson(users) as JsonObject).known!;
  if (trigger?.kind !== "custom_event") return { now, user, campaign: slug };
  return { now, user, event: { name: trigger.names[0], time: "2024-05-14T09:29:58Z", properties: {} } };
}

function dataOf(config: Config, campaign: Campaign): Datum[] {
  const { identity, timestamp } = config;
  const found = new Map<string, Datum>();
  const add = (from: DataSource, name: string, value: Json) => {
    const place = placeOf(from);
    // What a wider source holds is not written over by a narrower one.
    if (place && !found.has(place.join("\0"))) found.set(place.join("\0"), { place, name, value });
  };
  for (const { from, test, key } of campaign.preconditions)
    if (key === "only_if" && test !== "absent")
      add(from, nameOf(from), test === "present" ? "there" : test[0]);
  for (const property of readProperties(campaign.properties)) {
    for (const from of property.from) add(from, nameOf(from), valueFor(property));
  }
  if (timestamp.kind !== "now") add(timestamp, nameOf(timestamp), "2024-05-14T09:29:58Z");
  for (const rule of [identity.userId, identity.anonymousId])
    if (rule && "path" in rule.from) add(rule.from, nameOf(rule.from), "id-1042");
  return [...found.values()].sort((a, b) => a.place.length - b.place.length);
}

const nameOf = (from: DataSource): string =>
  "name" in from ? sourceText(from).replace(/^\w+\./, "") : from.kind;

/** Everyday data of the kind that a property is read from. */
function valueFor(property: ReadProperty): Json {
  switch (property.type) {
    case "json":
      return { key: "value" };
    case "object":
      return itemFor(property.properties, []);
    case "array": {
      const { items, split, where } = property;
      if (split !== undefined) return `first${split}second`;
      if (items.kind === "scalar") return [scalarFor(items.type, "a"), scalarFor(items.type, "b")];
      if (items.of === "scalars") return ["first", "second"];
      return [itemFor(items.properties, where), itemFor(items.properties, where)];
    }
    case "string":
    case "number":
    case "integer":
    case "boolean":
    case "datetime":
    case "url": {
      const [code] = property.map?.values.keys() ?? [];
      if (code !== undefined) return code;
      if (property.scaling && property.scaling.factor !== "1") return 1999;
      return property.text ? "a 1" : scalarFor(property.type, property.name);
    }
  }
}

function itemFor(properties: readonly Property[], where: readonly Test[]): Json {
  let item: Json = {};
  for (const property of readProperties(properties)) {
    for (const from of property.from)
      if ((from.kind === "item" || from.kind === "object") && from.path.length > 0)
        item = withValue(item, from.path, valueFor(property));
  }
  for (const { from, test } of where)
    if (from.kind === "item" && test !== "absent")
      item = withValue(item, from.path, test === "present" ? "there" : test[0]);
  return item;
}

function scalarFor(type: ScalarType | "json", name: string): Json {
  const values: Readonly<Record<ScalarType | "json", Json>> = {
    string: `some ${name}`,
    number: 19.99,
    integer: 3,
    boolean: true,
    datetime: "2024-03-01T10:00:00Z",
    url: "https://shop.example/p/1",
    json: "any",
  };
  return values[type];
}

/** Not a code, a date or an address, which are what they are. */
const isFreeText = (json: Json): boolean =>
  typeof json === "string" && /^(some |a 1|first|second)/.test(json);

function mapped(json: Json, change: (scalar: Json) => Json): Json {
  if (Array.isArray(json)) return json.map((one) => mapped(one, change));
  if (isJsonObject(json))
    return Object.fromEntries(Object.entries(json).map(([name, one]) => [name, mapped(one, change)]));
  return change(json);
}

/** The same with a value at a path, or without what is there. */
function withValue(json: Json, path: readonly PathPart[], value: Json | undefined): Json {
  const [part, ...rest] = path;
  if (part === undefined) return value ?? null;
  if (typeof part === "number") {
    const items = Array.isArray(json) ? [...json] : [];
    if (value === undefined && rest.length === 0) return items.filter((_, index) => index !== part);
    while (items.length <= part) items.push({});
    items[part] = withValue(items[part]!, rest, value);
    return items;
  }
  const members = isJsonObject(json) ? { ...json } : {};
  if (value === undefined && rest.length === 0) delete members[part];
  else if (value !== undefined || Object.hasOwn(members, part))
    Object.defineProperty(members, part, {
      value: withValue(members[part] ?? {}, rest, value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return members;
}
