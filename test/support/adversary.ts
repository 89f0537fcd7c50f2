import { dataNamespaces } from "../../src/braze/data.js";
import type { Campaign, Config, DataSource, Precondition, Property } from "../../src/config/model/config.js";
import { readProperties } from "../../src/config/model/properties.js";
import type { Scope } from "../../src/liquid/runtime/scope.js";
import { type Hash, integer, RubyFloat, RubyTime, type Value } from "../../src/liquid/value.js";
import type { Random } from "./random.js";

/** Texts that break bodies: quotes, line ends, blanks, look-alikes of numbers, dates, JSON, Liquid and HTML. */
const texts = [
  "",
  " ",
  "\t\n",
  "\u00a0",
  "\u3000 ",
  "plain",
  'Bo\'s "Deli"',
  'a"b\\c',
  "line\nbreak\r\n",
  "\u0000\u001f\u007f",
  "\u2028\u2029",
  "💥 é ß İ",
  "</script><!-- -->",
  "{{ x }}",
  "{% abort_message('x') %}",
  "${user_id}",
  "%}",
  "}}",
  '{"a":1}',
  "[1,2]",
  "null",
  "nil",
  "true",
  "TRUE",
  " false ",
  "0",
  "00",
  "-0",
  "007",
  "+5",
  ".5",
  "5.",
  "1e3",
  "1.0e+20",
  "42",
  "42.50",
  "42.5000",
  "20.000000",
  "42.",
  "-3.0",
  "3.7",
  "1,299.00",
  "12 USD",
  "call us",
  "x",
  "0x1F",
  "0.00001",
  "0.0001",
  "12345678901234567890",
  "12345678901234567.5",
  "0.1234567890123456789",
  "Infinity",
  "NaN",
  "9".repeat(40),
  `${"9".repeat(320)}.5`,
  "2023-12-06",
  "2023-12-06T19:20:45+01:00",
  "2023-12-06 18:20:45 UTC",
  "2023-12-06T19:20:45.123Z",
  "2023-02-30",
  "2023-13-01",
  "2023-12-06 25:00",
  "2023-12-06 nonsense",
  "0000-01-01",
  "9999-12-31T23:59:59Z",
  "1969-12-31",
  "1970-01-01",
  "20231206",
  "06.12.2023",
  "12/06/2023",
  "may",
  "Vehicle 12",
  "10:30",
  "now",
  "today",
  "Wed, 06 Dec 2023",
  "1701886845",
  "1701886845123",
  "1701886845.5",
  "-86400",
  "-1701886845123",
  "99999999999",
  "100000000000",
  "253402300799",
  "253402300800",
  "253402300799999",
  "America/New_York",
  "america/new_york",
  "UTC",
  "Etc/UTC",
  "America",
  "America/",
  "UTC/x",
  "N/A",
  "Eastern Time (US & Canada)",
  'Europe/"x',
  "a/b/c",
  "test@braze.com",
  " Test@Braze.COM ",
  "a".repeat(300),
] as const; // prettier-ignore

const numbers: readonly (number | bigint | RubyFloat)[] = [
  0,
  1,
  -1,
  42,
  255,
  1701886845,
  1701886845123,
  253402300800,
  -62167219201,
  9007199254740991,
  10n ** 25n,
  -(10n ** 20n),
  new RubyFloat(0),
  new RubyFloat(-0),
  new RubyFloat(1.99),
  new RubyFloat(3),
  new RubyFloat(3.7),
  new RubyFloat(-2.5),
  new RubyFloat(1e20),
  new RubyFloat(1e-7),
  new RubyFloat(1e300),
  new RubyFloat(1701886845.5),
  new RubyFloat(5e-324),
]; // prettier-ignore

/** Any value that Liquid can hold, finite numbers only. */
export function anyValue(random: Random, depth = 3): Value {
  const kind = random.below(depth > 0 ? 11 : 8);
  if (kind < 4) return anyText(random);
  if (kind === 4) return random.pick(numbers);
  if (kind === 5) return random.pick([null, true, false]);
  if (kind === 6) return anyTime(random);
  if (kind === 7) return integer(BigInt(random.below(100000)) - 1000n);
  if (kind < 10) return Array.from({ length: random.below(4) }, () => anyValue(random, depth - 1));
  return hash(random, ["id", "url", "title", "color", "size", 'k"', "ключ"], depth);
}

function anyText(random: Random): string {
  const text = random.pick(texts);
  return random.chance(0.1) ? text + random.pick(texts) : text;
}

function anyTime(random: Random): RubyTime {
  const seconds = BigInt(random.pick([0, 1701886845, -86400, 4102444800]));
  const offset = random.pick([0, 3600, -18000]);
  const nanoseconds = seconds * 1_000_000_000n + BigInt(random.pick([0, 123_000_000]));
  return new RubyTime(nanoseconds, offset, offset === 0 ? "UTC" : undefined);
}

function hash(random: Random, names: readonly string[], depth: number): Hash {
  const chosen = names.filter(() => random.chance(0.5));
  return new Map(chosen.map((name) => [name, anyValue(random, depth - 1)]));
}

/** A user and an event for a campaign: every source that it reads holds something, often what is due, often not. */
export function adversarialScope(config: Config, campaign: Campaign, random: Random): Scope {
  const namespaces = new Map<string, Hash>(
    [...Object.values(dataNamespaces), "most_recently_used_device"].map((name) => [
      name,
      new Map<string, Value>(),
    ]),
  );
  const profile: Hash = new Map();
  // Braze's own fields hold text or nothing.
  const textOnly = (value: Value) => (typeof value === "string" || value === null ? value : anyText(random));
  const put = (from: DataSource, value: Value) => {
    const names = {
      external_id: "user_id",
      braze_id: "braze_id",
      email_address: "email_address",
      phone_number: "phone_number",
      time_zone: "time_zone",
    } as const; // prettier-ignore
    if (from.kind === "now" || from.kind === "item" || from.kind === "object") return;
    if (from.kind === "device_id") namespaces.get("most_recently_used_device")!.set("id", textOnly(value));
    else if ("name" in from) {
      const root = namespaces.get(dataNamespaces[from.kind])!;
      root.set(from.name, nest(root.get(from.name) ?? null, from.path, value));
    } else profile.set(names[from.kind], textOnly(value));
  };
  const { userId, anonymousId } = config.identity;
  put(userId.from, random.chance(0.7) ? `user-${random.below(1000)}` : anyValue(random));
  if (anonymousId)
    put(anonymousId.from, random.chance(0.7) ? ` Some${random.below(1000)}@Example.com` : anyValue(random));
  put(config.timezone.from, random.chance(0.6) ? "Europe/Berlin" : anyValue(random));
  put(config.timestamp, anyValue(random));
  for (const property of readProperties(campaign.properties)) {
    for (const from of property.from) if (!random.chance(0.07)) put(from, valueFor(property, random));
  }
  for (const { key, from, test } of campaign.preconditions)
    if (random.chance(key === "only_if" ? 0.9 : 0.3)) put(from, comparedValue(test, random));
  return {
    profile,
    namespaces,
    variables: new Map(),
    now: RubyTime.fromMilliseconds(1701886845123),
    connectedContent: new Map(),
    catalogItems: undefined,
    contentBlocks: new Map(),
  };
}

/** Mostly one that a condition asks for, now and then as text. */
function comparedValue(test: Precondition["test"], random: Random): Value {
  if (typeof test === "string" || random.chance(0.2)) return anyValue(random);
  const value = random.pick(test);
  if (typeof value === "string") return value;
  if (typeof value === "boolean")
    return random.pick([value, String(value), ` ${String(value).toUpperCase()}`]);
  return random.pick([
    new RubyFloat(value),
    String(value),
    `${value} `,
    Number.isInteger(value) ? value : `${value}0`,
  ]);
}

/** Mostly a value of the property's type, with anything inside it; else anything at all. */
function valueFor(property: Property, random: Random): Value {
  if (random.chance(0.25)) return anyValue(random);
  if (property.type === "object") return members(property.properties, random, "object");
  if (property.type === "array" && property.split !== undefined && random.chance(0.5))
    return random.pick(["a, b ,c", "1,2.50, x", ",", " ", "one"]);
  if (property.type === "array") {
    const { items } = property;
    return Array.from({ length: random.below(4) }, () => {
      if (random.chance(0.2) || items.kind === "scalar" || items.of === "scalars") return anyValue(random);
      return members(items.properties, random, "item");
    });
  }
  if (property.type !== "constant" && "map" in property && property.map && random.chance(0.6))
    return random.pick([...property.map.values.keys()]);
  if (property.type === "string" || property.type === "url")
    return random.chance(0.5) ? "some text" : anyText(random);
  if (property.type === "json") return anyValue(random);
  if (property.type === "boolean") return random.pick([true, false, "true", "FALSE", anyText(random)]);
  return random.chance(0.5) ? random.pick(numbers) : anyText(random);
}

function members(properties: readonly Property[], random: Random, what: "item" | "object"): Hash {
  const result: Hash = new Map();
  for (const property of readProperties(properties)) {
    for (const from of property.from) {
      const name = from.kind === what ? from.path[0] : undefined;
      if (name !== undefined && !random.chance(0.12)) result.set(String(name), valueFor(property, random));
    }
  }
  return result;
}

/** Puts a value at the end of a path, making what is on the way. */
function nest(root: Value, path: readonly (string | number)[], value: Value): Value {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (typeof head === "number") {
    const array = Array.isArray(root) ? root : [null];
    array[0] = nest(array[0] ?? null, rest, value);
    return array;
  }
  const map = root instanceof Map ? root : new Map<string, Value>();
  return map.set(head, nest(map.get(head) ?? null, rest, value));
}
