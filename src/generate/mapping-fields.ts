import type {
  ArrayProperty,
  Campaign,
  Config,
  GatheredProperty,
  Property,
  ReadProperty,
} from "../config/model/config.js";
import type { OrderedJson } from "../source/json.js";
import { kindOfJson } from "../source/json-kind.js";
import { jsonText } from "../source/json-text.js";
import { codeSpan } from "../source/markdown.js";
import { shortened } from "../source/shortened.js";
import { brazeWords, type Holders, heldBy, idWords, propertyWords } from "./source-words.js";

/** One member of a payload: what it is to Movable Ink, and where Braze has it from. */
export interface MappedMember {
  /** Movable Ink's name of it. */
  readonly field: string;
  /** The names that lead to it in the payload; `[]` stands for the items of a list. */
  readonly at: readonly string[];
  readonly type: string;
  /** Whether a payload has it always: `yes`, `no`, or when. In Markdown. */
  readonly required: string;
  /** What is sent when Braze has no such value, or one that is not of the type. In Markdown. */
  readonly missing: string;
  /** What it is called in Braze, and what is done to it. In Markdown. */
  readonly source: string;
}

/** The ids and the times, which every payload has in some form. */
export function envelopeMembers(config: Config, campaign: Campaign): MappedMember[] {
  const { wire, timestamp, timezone } = config;
  const { names } = wire;
  const fromEvent = timestamp.kind !== "now";
  return [
    ...idFields(config, campaign),
    {
      field: "Timestamp",
      at: [names.timestamp],
      type: timestampTypes[wire.timestampFormat],
      required: "yes",
      missing: fromEvent ? "the time of sending" : "is never missing",
      source: brazeWords(timestamp),
    },
    {
      field: "Timezone",
      at: [names.timezone],
      type: "string, IANA name",
      required: timezone.default === undefined ? "no" : "yes",
      missing: timezone.default === undefined ? leftOut : `${codeSpan(timezone.default)} is sent`,
      source: brazeWords(timezone.from),
    },
  ];
}

const leftOut = "left out";
const notSent = "the event is not sent";

function idFields(config: Config, campaign: Campaign): MappedMember[] {
  const { audience, userId, anonymousId, track } = config.identity;
  const { names } = config.wire;
  const identify = campaign.type === "identify";
  const anonymous = identify || audience === "known_and_anonymous" ? anonymousId : undefined;
  const either = anonymous !== undefined && !identify;
  const id = (field: string, name: string, source: string, missing: string): MappedMember => ({
    field,
    at: [name],
    type: "string",
    required: either ? "one of the ids" : "yes",
    missing,
    source,
  });
  if (!anonymous) return [id("UserID", names.user_id, idWords(userId), notSent)];
  const words = !either
    ? [notSent, notSent]
    : track === "both"
      ? [`${leftOut}; without both ids ${notSent}`, `${leftOut}; without both ids ${notSent}`]
      : ["AnonymousID is sent instead", `${notSent}, unless there is a UserID`];
  return [
    id("UserID", names.user_id, idWords(userId), words[0]!),
    id("AnonymousID", names.anonymous_id, idWords(anonymous), words[1]!),
  ];
}

const timestampTypes = {
  milliseconds: "number, milliseconds since 1970",
  seconds: "number, seconds since 1970",
  iso8601: "string, ISO 8601",
} as const;

/** Where a property is. */
interface Place {
  readonly at: readonly string[];
  /** What it is called before its own name: the lists that it is in. */
  readonly label: string;
  /** When one that is required is there, and what becomes of the payload without it. */
  readonly required: string;
  readonly without: string;
  /** What it is in, in Braze's data. */
  readonly holders: Holders;
}

/** The members of `properties`. */
export const propertyMembers = (config: Config, campaign: Campaign): MappedMember[] =>
  fieldsOf(campaign.properties, {
    at: [config.wire.names.properties],
    label: "",
    required: "yes",
    without: notSent,
    holders: {},
  });

const fieldsOf = (properties: readonly Property[], place: Place): MappedMember[] =>
  properties.flatMap((property) => fieldsOfOne(property, place));

function fieldsOfOne(property: Property, place: Place): MappedMember[] {
  const at = [...place.at, property.name];
  const field = `${place.label}${property.name}`;
  if (property.type === "constant")
    return [
      {
        field,
        at,
        type: kindOfJson(property.value),
        required: place.required,
        missing: "is never missing",
        source: `always ${codeSpan(shown(property.value))}`,
      },
    ];
  if (property.type === "gathered") return gatheredFields(property, field, { ...place, at });
  const row = (type: string): MappedMember => ({
    field,
    at,
    type,
    source: propertyWords(property, place.holders),
    ...presence(property, place),
  });
  switch (property.type) {
    case "object":
      return [row("object"), ...fieldsOf(property.properties, insideOf(property, { ...place, at }))];
    case "array":
      return [row(arrayType(property)), ...itemFields(property, { ...place, at })];
    case "string":
    case "number":
    case "integer":
    case "boolean":
    case "datetime":
    case "url":
    case "json":
      return [row(property.type)];
  }
}

/** An object that is made of its properties is there where one of them is. */
function gatheredFields(property: GatheredProperty, field: string, place: Place): MappedMember[] {
  const inner = fieldsOf(property.properties, { ...place, label: `${place.label}${property.name}: ` });
  const isAlways = inner.some(({ required }) => required === place.required && required !== "no");
  const there = isAlways
    ? { required: place.required, missing: "is never missing" }
    : presence(property, place);
  return [
    { field, at: place.at, type: "object", source: "put together of what is in it", ...there },
    ...inner,
  ];
}

function presence(
  property: Pick<ReadProperty, "required"> & { readonly default?: OrderedJson | undefined },
  { required, without }: Place,
): Pick<MappedMember, "required" | "missing"> {
  if (property.required) return { required, missing: without };
  const fallback = property.default;
  if (fallback === undefined) return { required: "no", missing: leftOut };
  return { required, missing: `${codeSpan(shown(fallback))} is sent` };
}

const arrayType = ({ items }: ArrayProperty): string =>
  items.kind === "scalar" ? `array of ${items.type}` : "array of objects";

/** What an object that is missing holds is not asked for. */
function insideOf({ name, required, from }: Property & { type: "object" }, place: Place): Place {
  const inside = {
    ...place,
    label: `${place.label}${name}: `,
    holders: { ...place.holders, object: heldBy(from[0], place.holders) },
  };
  return required ? inside : { ...inside, required: `where ${codeSpan(name)} is there` };
}

function itemFields({ name, items, from }: ArrayProperty, place: Place): MappedMember[] {
  if (items.kind === "scalar") return [];
  const list = heldBy(from[0], place.holders);
  return fieldsOf(items.properties, {
    holders: { item: list && { ...list, name: `${list.name}[]` } },
    at: [...place.at, "[]"],
    label: `${place.label}${name}: `,
    required: "in each item",
    without: items.onMissing === "skip" ? "the item is left out" : notSent,
  });
}

const shown = (value: OrderedJson): string => shortened(jsonText(value), 60);
