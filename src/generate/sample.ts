import type {
  ArrayProperty,
  Campaign,
  Config,
  IdRule,
  Property,
  ScalarProperty,
  ScalarType,
  Test,
} from "../config/model/config.js";
import { changed } from "../config/model/values/changes.js";
import { convert } from "../config/model/values/convert.js";
import { RubyFloat, RubyTime } from "../liquid/value.js";
import { type Json, type OrderedJson, ordered, withoutOrder } from "../source/json.js";
import { believableText, nounOf, nounOfEvent } from "./believable.js";
import { labelsOf } from "./body/envelope.js";
import { nameOf } from "./body/expression.js";
import { sourceText } from "./body/source-text.js";

/** The moment of every sample: 2023-11-14T22:13:20Z, in epoch seconds. */
const sampleSeconds = 1_700_000_000;
export const sampleMoment = RubyTime.fromMilliseconds(sampleSeconds * 1000);

/**
 * A payload to hand to Movable Ink before the mapping is agreed. It comes from the config's types and `example:` keys,
 * never from a user, so that no personal data can be in it.
 */
export const samplePayload = (config: Config, campaign: Campaign): Record<string, Json> =>
  withoutOrder(orderedSample(config, campaign)) as Record<string, Json>;

/** The same with its members in the order of the config, to be printed. */
export const orderedSample = (config: Config, campaign: Campaign): Map<string, OrderedJson> =>
  sampleOfUser(config, campaign, "known");

/** The same of somebody whom only an anonymous id tells from others; none where such events are not sent. */
export const anonymousSample = (config: Config, campaign: Campaign): Map<string, OrderedJson> | undefined =>
  campaign.type === "track" && config.identity.audience !== "known"
    ? sampleOfUser(config, campaign, "anonymous")
    : undefined;

function sampleOfUser(
  config: Config,
  campaign: Campaign,
  user: "known" | "anonymous",
): Map<string, OrderedJson> {
  const { wire, identity } = config;
  const { names } = wire;
  const { type, event } = labelsOf(config, campaign);
  const sample = new Map<string, OrderedJson>([[names.type, type]]);
  if (event !== undefined) sample.set(names.event, event);
  if (user === "known") sample.set(names.user_id, sampleId(identity.userId, "user-12345"));
  const anonymous = identity.anonymousId;
  if (
    anonymous &&
    (campaign.type === "identify" ||
      user === "anonymous" ||
      (identity.track === "both" && identity.audience !== "known"))
  ) {
    sample.set(names.anonymous_id, sampleId(anonymous, "anonymous-12345"));
  }
  sample.set(names.timestamp, timestamps[wire.timestampFormat]);
  sample.set(names.timezone, config.timezone.default ?? "America/New_York");
  for (const [name, json] of wire.constants) sample.set(name, json);
  if (campaign.type === "track" || campaign.properties.length > 0) {
    const demands = demanded(onlyIf(campaign), campaign.properties);
    sample.set(names.properties, members(campaign.properties, nounOfEvent(campaign.event), demands));
  }
  return sample;
}

const timestamps = {
  milliseconds: sampleSeconds * 1000,
  seconds: sampleSeconds,
  iso8601: "2023-11-14T22:13:20Z",
} as const;

/** An id of the right look: a hash where the config hashes. */
function sampleId(rule: IdRule, plain: string): string {
  if (rule.hash === "none") return plain;
  const length = { md5: 32, sha1: 40, sha256: 64 }[rule.hash];
  return "0123456789abcdef".repeat(4).slice(0, length);
}

/** @param of what the object is that holds them */
const members = (
  properties: readonly Property[],
  of: string | undefined,
  demands?: ReadonlyMap<string, OrderedJson>,
): Map<string, OrderedJson> =>
  new Map(
    properties.map((property) => [property.name, demands?.get(property.name) ?? sampleOf(property, of)]),
  );

const onlyIf = ({ preconditions }: Campaign): readonly Test[] =>
  preconditions.filter(({ key }) => key === "only_if");

/** What an event or item has to hold to be sent, in the properties that read it. */
function demanded(tests: readonly Test[], properties: readonly Property[]): Map<string, OrderedJson> {
  const values = new Map(
    tests.flatMap(({ from, test }) =>
      typeof test !== "string" ? [[sourceText(from), test[0]] as const] : [],
    ),
  );
  return new Map(
    properties.flatMap((property): [string, OrderedJson][] => {
      if (property.example !== undefined || !("from" in property)) return [];
      const value = values.get(sourceText(property.from[0]));
      if (value === undefined || property.type === "object" || property.type === "array") return [];
      const converted = changed(
        property,
        typeof value === "number" && !Number.isInteger(value) ? new RubyFloat(value) : value,
        sampleMoment,
      );
      return "json" in converted ? [[property.name, ordered(converted.json)]] : [];
    }),
  );
}

function sampleOf(property: Property, of: string | undefined): OrderedJson {
  if (property.example !== undefined) return property.example;
  if (property.type === "constant") return property.value;
  if (property.type === "object" || property.type === "gathered")
    return members(property.properties, nounOf(property.name));
  if (property.type === "array") return [sampleItem(property)];
  if (property.type === "json") return sampleScalar(property.type, property.name);
  if (property.text)
    return property.text
      .map((part) => (typeof part === "string" ? part : sampleHole(property, part.hole)))
      .join("");
  if (property.join !== undefined) return sampleList(property.name).join(property.join);
  const [decoded] = property.map?.values.values() ?? [];
  return decoded === undefined
    ? sampleScalar(property.type, property.name, of)
    : typedCode(property.type, decoded);
}

/** One that begins a URL is one. */
export function sampleHole({ type, text, from }: ScalarProperty, hole: number): string {
  const [first] = text!;
  const begins = typeof first === "object" && first.hole === hole;
  return type === "url" && begins
    ? "https://www.example.com/"
    : inAnyText(believableText(nameOf(from[hole]!)));
}

/** The same wherever in a text it is, be that a URL. */
const inAnyText = (text: string): string => text.replace(/[^\w.-]+/g, "-");

/** What a code stands for, as the type has it. */
function typedCode(type: ScalarType, text: string): OrderedJson {
  const converted = convert(type, text, sampleMoment);
  return "json" in converted ? ordered(converted.json) : text;
}

const sampleItem = ({ items, name, where }: ArrayProperty): OrderedJson =>
  items.kind === "object"
    ? members(items.properties, nounOf(name), demanded(where, items.properties))
    : sampleScalar(items.type, name);

/** A list that becomes one text. */
export const sampleList = (name: string): string[] => [
  believableText(name),
  believableText(name, undefined, 1),
];

/** @param of what the object is that holds it */
export function sampleScalar(type: ScalarType | "json", name: string, of?: string): OrderedJson {
  const values: Record<ScalarType | "json", OrderedJson> = {
    string: believableText(name, of),
    number: 19.99,
    integer: 1,
    boolean: true,
    datetime: "2023-11-14T22:13:20Z",
    url: "https://www.example.com/",
    json: new Map([["key", "value"]]),
  };
  return values[type];
}
